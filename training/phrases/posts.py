"""Social posts: a first sentence by tone and fact, what we offer, and a last word by tone and style."""

OPENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "none": (
            "A wave to {company} in {city}!",
            "Good <plural> make a good town, and {company} in {city} is one of them.",
            "Have you been to {company} in {city} yet?",
            "Today we say hello to {company} in {city}.",
            "On our map of <plural> in {city}: {company}.",
            "Hello {company}, hello {city}!",
        ),
        "detail": (
            "Spotted at {company} in {city}: {detail}.",
            "One more reason to look in at {company} in {city}: {detail}.",
            "What we like about {company}: {detail}.",
            "Have you heard? {company} in {city}: {detail}.",
            "Hello {company}! We've just read about {detail}.",
            "Small things make a <label>. At {company}: {detail}.",
        ),
        "rating": (
            "{rating} out of 5 for {company} in {city}. Well done!",
            "Hats off to {company} in {city}: rated {rating} out of 5.",
            "Rated {rating} out of 5: {company} in {city} makes people happy.",
            "Hello {company}! {rating} out of 5 is a lovely rating.",
        ),
        "reviews": (
            "{rating} out of 5 from {reviews} reviews: well done, {company}!",
            "{reviews} reviews, {rating} out of 5. Hats off to {company} in {city}!",
            "{company} in {city}: {rating} out of 5, with {reviews} reviews to show for it.",
            "Hello {company}! {reviews} reviews and {rating} out of 5: lovely.",
        ),
        "trend": (
            "Have you noticed it at {company}? We read that {trend}.",
            "News for {company}: {trend}.",
            "Did you know that {trend}? Good to know for {company}.",
            "For {company} and friends: {trend}.",
        ),
    },
    "formal": {
        "none": (
            "{company} is one of the <plural> in {city}.",
            "We would like to mention {company}, a <label> in {city}.",
            "Our attention today belongs to {company} in {city}.",
            "A greeting to {company} and to all <plural> in {city}.",
            "{company}, {city}: a <label> worth knowing.",
        ),
        "detail": (
            "Worth noting at {company} in {city}: {detail}.",
            "We read with interest about {detail} at {company}.",
            "{company} in {city} came to our attention for this: {detail}.",
            "A <label> in {city} that we noticed is {company}: {detail}.",
            "Of note at {company}: {detail}.",
        ),
        "rating": (
            "{company} in {city} is rated {rating} out of 5. We congratulate.",
            "A rating of {rating} out of 5: our congratulations to {company}.",
            "Our respect to {company} in {city}, rated {rating} out of 5.",
        ),
        "reviews": (
            "{company} in {city} is rated {rating} out of 5 from {reviews} reviews. We congratulate.",
            "{reviews} reviews and {rating} out of 5: our congratulations to {company}.",
            "Our respect to {company} in {city}: {rating} out of 5 from {reviews} reviews.",
        ),
        "trend": (
            "Recent figures show that {trend}. This may interest {company}.",
            "Of interest to {company}: {trend}.",
            "According to recent figures, {trend}. We thought of {company}.",
            "A note for {company} and other <plural>: {trend}.",
        ),
    },
    "direct": {
        "none": (
            "{company}, {city}: this is for you.",
            "A word to {company} in {city}.",
            "To <plural> in {city}, and to {company} first of all.",
            "{company} in {city}: one offer.",
            "A question for {company} in {city}.",
        ),
        "detail": (
            "{company}, {city}: {detail}. Good.",
            "Seen at {company}: {detail}.",
            "{company} has this: {detail}.",
            "In {city} we noticed {company}. Why? Because of {detail}.",
            "One <label>, one reason to go: {company}, {detail}.",
        ),
        "rating": (
            "{company}, {city}: {rating} out of 5. Respect.",
            "{rating} out of 5. That's {company} in {city}.",
            "Rated {rating} out of 5: {company}.",
        ),
        "reviews": (
            "{company}, {city}: {reviews} reviews, {rating} out of 5. Respect.",
            "{rating} out of 5 from {reviews} reviews. That's {company}.",
            "{reviews} reviews. {rating} out of 5. {company}.",
        ),
        "trend": (
            "{company}, worth knowing: {trend}.",
            "The figures say that {trend}. {company}, over to you.",
            "For {company}: {trend}.",
            "What the figures say: {trend}. Over to you, {company}.",
        ),
    },
}

OFFERS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "For <plural> like this one, we offer {offer}.",
        "We offer {offer}.",
        "We at {sender_company} offer {offer}.",
        "And we? We offer {offer}.",
        "By the way, we offer {offer}.",
    ),
    "formal": (
        "For <plural>, {sender_company} offers {offer}.",
        "We offer {offer}.",
        "{sender_company} offers {offer}.",
        "To <plural>, we offer {offer}.",
    ),
    "direct": (
        "We offer {offer}.",
        "Our offer: {offer}.",
        "{sender_company} offers {offer}.",
        "For <plural>: {offer}.",
    ),
}

LAST_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "normal": (
            "Say hello if you're curious.",
            "Curious? Just ask.",
            "Write to us, we're happy to tell you more.",
            "Drop us a line.",
        ),
        "warm": (
            "Have a lovely week, all of you!",
            "Keep up the good work!",
            "We're cheering for you.",
            "Warm greetings from all of us.",
        ),
        "plain": ("Just so you know.", "Only if it's of use to you.", "No rush.", "More if you ask."),
    },
    "formal": {
        "normal": (
            "Further information on request.",
            "We look forward to your message.",
            "We are happy to answer questions.",
            "Please feel free to contact us.",
        ),
        "warm": ("With our best wishes to the whole team.", "We wish you every success.", "With sincere appreciation."),
        "plain": ("Details on request.", "For those whom it may concern.", "Without obligation, of course."),
    },
    "direct": {
        "normal": ("Ask us.", "Interested? Write to us.", "Send us a message.", "Talk to us."),
        "warm": ("Keep it up.", "We like what you do.", "All the best to you."),
        "plain": ("That's all.", "No fuss.", "If it's of use."),
    },
}
