"""How an e-mail ends: the question it asks, by tone and style, and the words above the signature."""

ASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "normal": (
            "Would you have ten minutes for a call, perhaps <moment>?",
            "May I send you a short description, so you can look at it when it suits you?",
            "Shall we talk it over, maybe <moment>?",
            "Just reply with a day that suits you, and I'll call.",
            "If you're curious, a one-word reply is enough and I'll send you more.",
            "Could I show it to you some time next week?",
            "Would you like to hear more? I'm happy to call whenever it suits you.",
            "What would be a good time to talk, <moment> perhaps?",
            "If it sounds useful, just write back and we'll take it from there.",
        ),
        "warm": (
            "I'd love to hear how things are going for you, and whether this could help; maybe a short chat <moment>?",
            "If you like, let's talk for a few minutes, <moment> perhaps, entirely as it suits you.",
            "I'd be really glad to hear from you, even if it's just to say hello.",
            "Would you like to chat about it, maybe <moment>? I'd be delighted.",
            "I'd be happy to come by or call, whichever you like better.",
            "If you have a moment, I'd love to hear what you think.",
            "Drop me a line whenever you find a quiet minute; I'd be happy to hear from you.",
        ),
        "plain": (
            "If it's of interest, a short reply is enough. If not, no answer is needed.",
            "There's no hurry, and a no is perfectly fine.",
            "If you'd like to know more, write back. Otherwise just leave it.",
            "I won't press you: if it's nothing for you, simply ignore this e-mail.",
            "If this is the wrong moment, that's all right.",
            "Have a look if you like, and let me know only if it's of use to you.",
            "Only if you'd like to: I can send you a page with the facts.",
        ),
    },
    "formal": {
        "normal": (
            "Would you be available for a short telephone call, perhaps <moment>?",
            "I would be pleased to send you further information.",
            "May I suggest a brief conversation at a time that suits you, for example <moment>?",
            "Please let me know whether I may send you a written description.",
            "I should be glad to present it to you in a short appointment, possibly <moment>.",
            "I would appreciate a brief reply as to whether this is of interest to you.",
            "If you agree, I will call you at a time of your choice.",
            "Kindly let me know when a short call would be convenient.",
        ),
        "warm": (
            "It would be a great pleasure to speak with you, perhaps <moment>.",
            "I would be delighted to hear from you and to learn what matters to you at present.",
            "I would very much welcome a conversation, at whatever time is most convenient for you.",
            "It would be a pleasure to meet you in person, perhaps <moment>.",
            "I would be truly grateful for a few words from you.",
            "I would be happy to answer any question you may have, at any time.",
        ),
        "plain": (
            "Should this not be of interest, no reply is necessary.",
            "If you wish to know more, a short reply will suffice.",
            "I leave it to you whether you wish to take this further.",
            "There is no urgency in this matter.",
            "If this does not concern you at present, please disregard this message.",
            "On request I will send you the facts on one page, without any obligation.",
        ),
    },
    "direct": {
        "normal": (
            "Ten minutes on the phone, <moment>?",
            "Interested? Reply with a day and I'll call.",
            "Shall I send you the details?",
            "Is that of interest? Yes or no is answer enough.",
            "When can I call you, <moment>?",
            "Do you want to see it? Name a day.",
            "Can we talk next week?",
            "Reply “yes” and I'll send you one page about it.",
        ),
        "warm": (
            "I'd be glad to hear from you. A call <moment>?",
            "Write me a line; I'd be happy to talk.",
            "I'd like to meet you. Shall we talk, perhaps <moment>?",
            "Tell me what you need, and I'll gladly listen first.",
            "I look forward to your answer, whichever it is.",
            "Let's talk, whenever it suits you best.",
        ),
        "plain": (
            "If not, ignore this e-mail.",
            "A no is fine.",
            "No need? No reply needed.",
            "No pressure: reply only if it's useful.",
            "If it's not for you, just delete this.",
        ),
    },
}

REFERRALS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "If somebody else at {company} looks after such things, I'd be grateful if you passed this on.",
        "And if I've written to the wrong person, please pass it on.",
    ),
    "formal": (
        "If a colleague of yours is responsible for such matters, I would be grateful if you passed this on.",
        "Should somebody else be responsible, I would be obliged if you forwarded this message.",
    ),
    "direct": ("Wrong person? Please pass it on.", "If somebody else decides this, please forward it."),
}

CLOSES: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "normal": (
            "Best wishes,",
            "Kind regards,",
            "All the best,",
            "Best regards,",
            "Greetings from {sender_company},",
        ),
        "warm": (
            "Warm regards,",
            "With warm wishes,",
            "Warmly,",
            "Have a lovely week,",
            "All the best to you and your team,",
        ),
        "plain": ("Best wishes,", "Kind regards,", "All the best,", "Thank you for reading,"),
    },
    "formal": {
        "normal": ("Yours faithfully,", "Kind regards,", "With kind regards,", "Yours sincerely,", "Respectfully,"),
        "warm": ("With kind regards,", "With warm regards,", "With my best wishes,", "With sincere regards,"),
        "plain": ("Yours faithfully,", "Kind regards,", "Yours sincerely,", "Thank you for your attention,"),
    },
    "direct": {
        "normal": ("Regards,", "Best,", "Thanks,", "Best regards,", "Thank you,"),
        "warm": ("Best wishes,", "Thank you, and all the best,", "Warm regards,", "All the best,"),
        "plain": ("Regards,", "Best,", "Thanks,", "Thanks for reading,"),
    },
}
