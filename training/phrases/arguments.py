"""What stands in the middle of an e-mail: a further fact, why it may matter, what we offer, and whether it fits."""

SECONDS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "detail": (
            "And then there is this: {detail}.",
            "I also liked reading about {detail}.",
            "I read about {detail}, too.",
        ),
        "rating": (
            "A rating of {rating} out of 5 says that others see it the same way.",
            "And {rating} out of 5 is a lovely rating.",
        ),
        "reviews": (
            "And {rating} out of 5 from {reviews} reviews says that others see it the same way.",
            "With {reviews} reviews and {rating} out of 5 you're in good company.",
        ),
        "trend": ("And I've read that {trend}.", "It may be a good moment, too: {trend}."),
    },
    "formal": {
        "detail": ("I also took note of {detail}.", "In addition, I read about {detail}."),
        "rating": (
            "The rating of {rating} out of 5 confirms this impression.",
            "A rating of {rating} out of 5 also deserves respect.",
        ),
        "reviews": (
            "The rating of {rating} out of 5 from {reviews} reviews confirms this impression.",
            "The {reviews} reviews, with {rating} out of 5, also deserve respect.",
        ),
        "trend": ("In addition, figures show that {trend}.", "The timing may be favourable, as {trend}."),
    },
    "direct": {
        "detail": ("Also noted: {detail}.", "And this: {detail}."),
        "rating": ("Rated {rating} out of 5, too.", "And {rating} out of 5 on top."),
        "reviews": (
            "And {reviews} reviews with {rating} out of 5.",
            "Rated {rating} out of 5 from {reviews} reviews, too.",
        ),
        "trend": ("Also worth knowing: {trend}.", "And the figures say that {trend}."),
    },
}

LINKS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "detail": (
            "That says a lot about how you work.",
            "It's things like this that people remember.",
            "That made me read on.",
            "Not many would go to that trouble.",
            "I like places that do things their own way.",
        ),
        "rating": (
            "You must be doing a lot of things right.",
            "I'm sure there's a lot of work behind it.",
            "You can be proud of that.",
            "That takes patience and a good team.",
        ),
        "trend": (
            "So I thought it might be a good moment to get in touch.",
            "That's why I'm getting in touch just now.",
            "It may be a good time to think about the months ahead.",
            "You'll know better than I do what that means for your <label>.",
            "I wondered what that looks like from inside a <label>.",
        ),
    },
    "formal": {
        "detail": (
            "It gives an impression of the care you take.",
            "This suggests that you attach importance to doing things well.",
            "Such things are noticed, even from outside.",
            "It is a point that sets you apart.",
        ),
        "rating": (
            "Such a result is not a matter of course.",
            "It reflects well on everybody involved.",
            "A result of this kind has to be earned anew every day.",
            "You and your team have reason to be proud of it.",
        ),
        "trend": (
            "I therefore take the liberty of writing to you now.",
            "This may be a suitable moment to look ahead.",
            "It seemed to me a suitable occasion to write to you.",
            "You will be best able to say what this means for your <label>.",
            "This may well bear on your plans.",
        ),
    },
    "direct": {
        "detail": (
            "That's not a given.",
            "That says something.",
            "It shows you know what you want.",
            "That made me look twice.",
        ),
        "rating": ("You earn that every day.", "That's not a given.", "People notice.", "That's no accident."),
        "trend": (
            "So now may be a good time to talk.",
            "A good time to plan ahead.",
            "Hence this e-mail.",
            "What that means for your <label>, you know best.",
            "That's why I'm writing today.",
        ),
    },
}
"""What may follow the first sentence, by the fact it is about; with a trend, whichever way it points."""

LEAD_INS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "<Care> is hard enough, so I'll only write about one thing.",
        "<Care> surely keeps you busy, so here it is in one line.",
        "I know that <care> won't wait, so here it is in a nutshell.",
        "Because <care> comes first, I'll be brief.",
    ),
    "formal": (
        "Since <care> rightly comes first, I shall be brief.",
        "As <care> leaves little time for messages such as this one, I will confine myself to the essentials.",
    ),
    "direct": (
        "In a <label>, <care> comes first. So here's the point.",
        "<Care> won't wait, so I'll be quick.",
        "If <care> is on your list, read on. If not, you can stop here.",
        "You have better things to do than read long e-mails: <care>, for one.",
    ),
}
"""Arguments that announce the offer, so the offer has to follow at once."""

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "I imagine that <care> fills a good part of your day.",
        "I guess <care> matters more to you than one more brochure.",
        "I know that <care> comes first.",
        "<Care> takes time, and nobody in a <label> has too much of that.",
        "If your week is anything like that of other <plural>, <care> is never quite done.",
        "I don't run a <label> myself, but I can imagine what <care> asks of you.",
        "Somebody has to see to it all, and <care> is only the start.",
        "From outside, <care> looks easy; I suspect it's anything but.",
        "There's a lot to juggle, and <care> is only one part of it.",
    ),
    "formal": (
        "I am aware that <care> takes up much of the day in a <label>.",
        "In a <label>, <care> naturally comes first.",
        "I assume that <care> is one of your daily concerns.",
        "<Care> demands a good deal of attention, and I do not wish to take up more of it than necessary.",
        "For <plural>, <care> is rarely a small matter.",
        "It seems likely that <care> is among the things that occupy you.",
        "I can imagine how much care <care> requires.",
        "Where <care> is part of daily work, time for other matters is limited.",
        "I am conscious that <care> leaves little time for anything else.",
        "Among your many duties, <care> is surely not the least.",
    ),
    "direct": (
        "<Care> is work enough.",
        "There is always something to do in a <label>: <care>, for one.",
        "In a <label>, <care> comes first.",
        "My guess: <care> takes more of your week than you'd like.",
        "<Care> won't wait.",
        "Nobody has to tell you how much work goes into <care>.",
        "You know best how much goes into <care>.",
        "For most <plural>, <care> is never done.",
        "<Care>: somebody has to do it, every day.",
        "Running a <label> means <care>, and a lot more.",
    ),
}

ROLES: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "owner": (
            "As the owner you'll know best whether it's worth your time.",
            "You own the place, so you'll see at once whether it's of use.",
            "It's your own <label>, so you'll know best what it needs.",
        ),
        "manager": (
            "As the one who keeps the days running, you'll see at once whether it's of use.",
            "As the manager you'll know best whether it's worth your time.",
            "You run the daily business, so I'm asking you first.",
        ),
        "practice manager": (
            "You manage the practice, so you'll see at once whether it's of use.",
            "As the practice manager you'll know best whether it's worth your time.",
            "You know best how the days in the practice run, so I'm asking you first.",
        ),
    },
    "formal": {
        "owner": (
            "As the owner, you will be best placed to judge this.",
            "I am addressing you as the owner, since such decisions rest with you.",
            "As the owner, you will know best whether it suits your <label>.",
        ),
        "manager": (
            "As the manager, you will be best placed to judge this.",
            "I am addressing you as the manager, since you oversee the daily work.",
            "As the manager, you will know best whether it suits your <label>.",
        ),
        "practice manager": (
            "As the practice manager, you will be best placed to judge this.",
            "I am addressing you as the practice manager, since you oversee the daily work.",
            "As the practice manager, you will know best whether it suits your practice.",
        ),
    },
    "direct": {
        "owner": (
            "You own the place, so you decide.",
            "It's your <label> and your call.",
            "I'm asking you because you're the owner.",
        ),
        "manager": (
            "You run the place day by day, so I'm asking you.",
            "You manage the daily work, so you'll know at once.",
            "I'm asking you because you keep it running.",
        ),
        "practice manager": (
            "You manage the practice, so I'm asking you.",
            "You keep the practice running, so you'll know at once.",
            "I'm asking you because you manage the practice.",
        ),
    },
}

OFFERS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "We offer {offer}.",
        "At {sender_company} we offer {offer}.",
        "In short, we offer {offer}.",
        "I work for {sender_company}, and we offer {offer}.",
        "Here's what we do: we offer {offer}.",
        "What we offer at {sender_company} is quickly told: {offer}.",
        "I'm writing because we offer {offer}.",
        "{sender_company} is where I work, and what we offer is {offer}.",
        "Here's where we might come in: we offer {offer}.",
        "We're {sender_company}, and we offer {offer}.",
    ),
    "formal": (
        "We offer {offer}.",
        "{sender_company} offers {offer}.",
        "Our company, {sender_company}, offers {offer}.",
        "I am writing because we offer {offer}.",
        "At {sender_company}, we offer {offer}.",
        "What we offer is {offer}.",
        "The offer of {sender_company} is the following: {offer}.",
        "Our offer to you can be put in a few words: {offer}.",
        "I represent {sender_company}; we offer {offer}.",
    ),
    "direct": (
        "We offer {offer}.",
        "{sender_company} offers {offer}.",
        "Our offer: {offer}.",
        "What we do at {sender_company}: {offer}.",
        "What we offer: {offer}.",
        "At {sender_company} we offer {offer}.",
        "In one line: we offer {offer}.",
        "The point: we offer {offer}.",
    ),
}

FITS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "I can't judge from outside whether this suits you, but I'd be glad to find out.",
        "I think it could suit a <label> like yours.",
        "Whether that's of use to {company}, you'll know best.",
        "It might be just right for you, or not at all, and either answer helps me.",
        "Perhaps that's something for {company}.",
        "I'd be curious to hear what you make of it.",
        "My feeling is that it could go well with what you do.",
    ),
    "formal": (
        "I believe that this could be of interest to a <label> such as yours.",
        "Whether it suits your needs is, of course, for you to judge.",
        "From outside I can only assume that it might suit {company}.",
        "I would value your opinion on whether this is of use to you.",
        "It may be of use to {company}, and I would be glad to explain how.",
        "Should this touch on your plans, I would be pleased to tell you more.",
    ),
    "direct": (
        "It may fit {company}. You'll know.",
        "I think it fits a <label> like yours.",
        "Whether it fits is your call.",
        "I can't tell from outside whether you need it.",
        "If that's of use to you, let's talk.",
        "It could fit. I'd like to find out.",
    ),
}

WARMTH: dict[str, tuple[str, ...]] = {
    "friendly": (
        "It's good to see a place that is run with so much heart.",
        "I like it when people put so much of themselves into a <label>.",
        "Places like yours make a town worth living in.",
        "I can tell that a lot of care goes into what you do.",
        "Thank you for what you do for your corner of {city}.",
    ),
    "formal": (
        "I have great respect for the care that such work requires.",
        "It is a pleasure to write to a <label> that is run with such care.",
        "Please accept my sincere appreciation of your work.",
        "I know how much dedication stands behind a good <label>.",
        "Work of this kind deserves more recognition than it usually receives.",
    ),
    "direct": (
        "I like what you do.",
        "Good to see a <label> that cares.",
        "A place with heart, it seems to me.",
        "Honestly: nice work.",
    ),
}
