"""What can be said about each topic in English: names for it, and plain truths about it."""

TOPICS: dict[str, dict[str, tuple[str, ...]]] = {
    "terrace": {
        "thing": ("your terrace", "your outdoor seating"),
        "the_thing": ("the terrace", "the outdoor seating"),
        "truths": (
            "A terrace is a second room that the weather opens and closes.",
            "On the first warm evening everybody looks for a seat outdoors at the same time.",
            "Sunshine fills chairs, but only those that people know about.",
            "Outdoor seats mean more work, more planning and one eye on the sky.",
        ),
    },
    "family": {
        "thing": ("your family business", "your family tradition"),
        "the_thing": ("the family business", "the family tradition"),
        "truths": (
            "In a family business the work comes along to the kitchen table.",
            "People trust a name that somebody in the house answers to.",
            "A family business thinks in generations and still has to get through the week.",
            "What a family has built up is worth telling, though few find the time for it.",
        ),
    },
    "organic": {
        "thing": ("your organic and regional range", "your selection of organic and regional products"),
        "the_thing": ("the organic and regional range", "the selection of organic and regional products"),
        "truths": (
            "Organic and regional goods need explaining, because the difference is not always visible.",
            "Short distances and careful growers take more planning than one large order.",
            "Many people ask where things come from, and somebody has to have the answer.",
            "Good sourcing is quiet work that deserves to be talked about.",
        ),
    },
    "homemade": {
        "thing": ("your homemade range", "your homemade selection"),
        "the_thing": ("the homemade range", "the homemade selection"),
        "truths": (
            "Making things oneself takes longer, and people can tell.",
            "Homemade is an easy word to print and a hard one to live up to.",
            "Whoever makes everything in-house has to plan every hour of the day.",
            "The work behind a homemade product stays invisible unless somebody tells of it.",
        ),
    },
    "events": {
        "thing": ("your offer for events and groups", "your service for special occasions"),
        "the_thing": ("the offer for events and groups", "the service for special occasions"),
        "truths": (
            "Events are won in the weeks before, one enquiry at a time.",
            "A group of twenty brings forty questions along.",
            "Special occasions are planned long ahead, so people need to hear about a place early.",
            "Between the first enquiry and the evening itself lies a good deal of organising.",
        ),
    },
    "delivery": {
        "thing": ("your delivery service", "your service for people at home"),
        "the_thing": ("the delivery service", "the service for people at home"),
        "truths": (
            "An order to go has to be right, because nobody can ask at the door.",
            "Delivery turns one counter into two, and both are busy at the same hour.",
            "People order where they know that it is easy.",
            "Whatever goes out of the door carries the name of the place with it.",
        ),
    },
    "booking": {
        "thing": ("your booking calendar", "your online booking"),
        "the_thing": ("the booking calendar", "the online booking"),
        "truths": (
            "A booking made at midnight is one call fewer in the morning.",
            "Appointments only help if people turn up, and if they know how to get one.",
            "Every calendar needs care: gaps, changes, cancellations, reminders.",
            "People like to reserve in the moment they think of it.",
        ),
    },
    "courses": {
        "thing": ("your course programme", "your range of courses"),
        "the_thing": ("the course programme", "the range of courses"),
        "truths": (
            "A course lives from the people who hear of it in time.",
            "The first two places fill by themselves, and the last two need some telling.",
            "Dates, rooms, lists of names: teaching is only half of the work.",
            "Good courses are planned months ahead and remembered for years.",
        ),
    },
    "new": {
        "thing": ("your recent opening", "your recent launch"),
        "the_thing": ("the recent opening", "the recent launch"),
        "truths": (
            "Opening the doors is a beginning; being found is the next task.",
            "In the first months everything needs deciding at once.",
            "A new place has to introduce itself to every single person.",
            "Curiosity brings people once, and the rest is patient work.",
        ),
    },
    "award": {
        "thing": ("your award", "your accolade"),
        "the_thing": ("the award", "the accolade"),
        "truths": (
            "An award is won once and can be told for years.",
            "Behind every accolade lies a lot of work that no jury sees.",
            "Praise from outside helps only if people get to hear of it.",
            "Winning something raises expectations, and those have to be met every day.",
        ),
    },
    "hiring": {
        "thing": ("your search for new colleagues", "your job advertisement"),
        "the_thing": ("the search for new colleagues", "the job advertisement"),
        "truths": (
            "Good people are found where a place shows what working there is like.",
            "A vacancy means that everybody else does a little more.",
            "Finding somebody takes weeks, and settling in takes longer.",
            "The best candidates seldom look for long, so they need to hear about a job early.",
        ),
    },
    "online_shop": {
        "thing": ("your online shop", "your web shop"),
        "the_thing": ("the online shop", "the web shop"),
        "truths": (
            "An online shop is a second branch that never closes and always needs care.",
            "Pictures, texts, parcels, returns: selling online is a trade of its own.",
            "Whoever sells on the internet competes with everybody and has to be found first.",
            "The best shop window helps little if no street leads past it.",
        ),
    },
    "vegan": {
        "thing": ("your vegan range", "your selection of vegan options"),
        "the_thing": ("the vegan range", "the selection of vegan options"),
        "truths": (
            "People who eat vegan tell one another where it is worth going.",
            "A good vegan choice takes imagination, and it also takes telling.",
            "One vegan in a group often decides where everybody eats.",
            "Doing without animal products means rethinking many a recipe.",
        ),
    },
    "repair": {
        "thing": ("your repair service", "your work on repairs"),
        "the_thing": ("the repair service", "the work on repairs"),
        "truths": (
            "A repair saves a good thing from the bin and somebody from a new bill.",
            "Many people would have things mended if they knew where.",
            "Spare parts, estimates, dates for pick-up: repairing is organising, too.",
            "Every repair is a little different, so no two days can be planned alike.",
        ),
    },
    "children": {
        "thing": ("your offer for children", "your welcome for young visitors"),
        "the_thing": ("the offer for children", "the welcome for young visitors"),
        "truths": (
            "Where children are happy, their parents stay longer.",
            "Parents look ahead of time for a place that welcomes the little ones.",
            "A corner for children is quickly set up and needs looking after every day.",
            "Families pass on good addresses faster than any advertisement.",
        ),
    },
    "accessible": {
        "thing": ("your step-free access", "your step-free entrance"),
        "the_thing": ("the step-free access", "the step-free entrance"),
        "truths": (
            "A single step can decide whether somebody comes in.",
            "People with a wheelchair or a pram want to know beforehand whether they can get in.",
            "Step-free access helps many more people than those it was built for.",
            "Being open to everybody takes thought, down to the last threshold.",
        ),
    },
}
