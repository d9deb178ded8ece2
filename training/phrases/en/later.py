"""Later English e-mails: following up on a message without an answer, and replying to an answer, by tone."""

FOLLOW_UP_SUBJECTS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Just checking in, {company}",
        "A friendly nudge from {sender_company}",
        "Hello again, {company}",
        "Did my note reach you?",
        "A second hello",
    ),
    "formal": (
        "Our earlier message to {company}",
        "With reference to my previous message",
        "Follow-up from {sender_company}",
        "Reminder: our proposal to {company}",
        "Further to my enquiry",
    ),
    "direct": (
        "Still interested?",
        "Following up, {company}",
        "Second try from {sender_company}",
        "My last message",
        "Yes, no or later?",
    ),
    "enthusiastic": (
        "We're still excited about {company}!",
        "Hello again from {sender_company}!",
        "Our idea is still waiting for you!",
        "One more try, because we mean it!",
        "Ready when you are, {company}!",
    ),
    "playful": (
        "Knock, knock, part two",
        "The sequel nobody asked for",
        "It's me again, with fewer puns",
        "Bumping into {company} again",
        "Is this inbox on?",
    ),
    "modest": (
        "Only a brief reminder",
        "If you have found a moment",
        "No need to answer, just in case",
        "Asking once more, if I may",
        "A quiet second note for {company}",
    ),
}

FOLLOW_UP_OPENINGS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "I wrote to you before and thought I'd say hello once more.",
        "My first note may have got lost in a busy inbox, so here I am again.",
        "You've surely had your hands full, so I'm not surprised that I haven't heard from you.",
        "It's {sender} from {sender_company} again, just checking in.",
        "I haven't heard back from you yet, and that's quite all right.",
        "Perhaps my last e-mail slipped down the pile at {company}.",
        "Just a quick follow-up to my first message to {company}.",
        "Running {a_label} leaves little time for e-mails, so let me simply try again.",
    ),
    "formal": (
        "I am writing with reference to my earlier message to {company}.",
        "As I have not yet received a reply, I would like to contact you once more.",
        "Please allow me to return to my previous message.",
        "You may not have had the opportunity to read my earlier message.",
        "With regard to my earlier enquiry, I would like to ask whether you have been able to consider it.",
        "My previous message to {company} has so far remained unanswered.",
        "On behalf of {sender_company}, I would like to follow up on our proposal.",
        "It is possible that my first message did not reach the right person.",
    ),
    "direct": (
        "I wrote to you and haven't heard back.",
        "No answer yet, so I'm asking again.",
        "You've had mail from me already; here's a reminder.",
        "My last message may have got buried.",
        "It's {sender} from {sender_company} again.",
        "Following up on my first e-mail to {company}.",
        "My reminder is a short one.",
        "Silence can mean many things, so I'd rather ask.",
    ),
    "enthusiastic": (
        "I'm back, because I still believe in our idea!",
        "It's {sender} from {sender_company} again, as keen as ever!",
        "I haven't heard from you yet, and I'm still full of hope!",
        "My first e-mail to {company} can't have been the last!",
        "Good ideas deserve a second chance, so here I am!",
        "There's still so much I'd love to talk about with you!",
        "I couldn't let it rest without asking once more!",
        "Here's hoping that my second note finds you at just the right moment!",
    ),
    "playful": (
        "It's me again, the person from your inbox.",
        "My first e-mail has been gone so long that I've put up posters.",
        "I've been refreshing my inbox, and now my finger needs a rest.",
        "Perhaps my last message was eaten by the spam folder, which is always hungry.",
        "Second attempt, same person, slightly better jokes.",
        "You can ignore one e-mail from {sender_company}, but two make a pair.",
        "The carrier pigeon came back without a note, so I'm trying e-mail again.",
        "Somewhere at {company}, my first message is sitting in a corner and waiting to be noticed.",
    ),
    "modest": (
        "I hope you don't mind that I'm writing a second time.",
        "You may well have had good reason not to answer my first message.",
        "I wrote to you once before, and I only wish to make sure that it arrived.",
        "Perhaps my earlier message came at an awkward moment.",
        "It's quite possible that you decided against it, and that would be perfectly fine.",
        "As I haven't heard from you, I allow myself a brief second note.",
        "Please forgive me for raising it again.",
        "My first e-mail to {company} may have been one too many already.",
    ),
}

FOLLOW_UP_REASONS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "I still think that what we do could be useful to you, so I didn't want to give up after one try.",
        "In case it got lost, here it is again: at {sender_company}, we offer {offer}.",
        "I'm asking again because I'd really like to know what you think.",
        "It was about what we do at {sender_company}, and you'd be very welcome to ask me anything.",
        "Sometimes the second note simply arrives on a better day.",
        "We offer {offer}, as you may remember, and I'd still love to tell you more.",
    ),
    "formal": (
        "As a reminder, {sender_company} offers {offer}.",
        "I remain convinced that our proposal could be of interest to {company}.",
        "My enquiry concerned the following: {offer}.",
        "I would merely like to make certain that our proposal has reached you.",
        "It is important to us to know whether you have any need in that area.",
        "Since circumstances may change, I would not wish to assume a refusal.",
    ),
    "direct": (
        "The offer stands: {offer}.",
        "In short: {sender_company} offers {offer}.",
        "I'd rather have a clear no than guess.",
        "My question hasn't changed.",
        "I still think it could fit {company}.",
        "You'd need two minutes to decide.",
    ),
    "enthusiastic": (
        "We're still just as excited about offering you {offer}!",
        "I keep thinking about what we could do together!",
        "At {sender_company}, we offer {offer}, and I'd hate for you to miss it!",
        "Something tells me that it could be a great match!",
        "I'd so love to know what you make of it!",
        "Our idea gets better every time I think about it!",
    ),
    "playful": (
        "Previously on {sender_company}: we offer {offer}.",
        "I'm told that persistence is charming up to the second e-mail, so here I stop being charming.",
        "To save you the scrolling: {offer}.",
        "Our offer is still here, humming quietly to itself.",
        "Good things come in twos, like shoes, and apparently my e-mails.",
        "I'd like to know how the story ends, even if the answer is “not with us”.",
    ),
    "modest": (
        "I only thought it might still be of some use to you.",
        "It concerned {offer}, in case you'd like to be reminded.",
        "If the time wasn't right, perhaps it is now, or perhaps never, and both are fine.",
        "Should it help, we at {sender_company} still offer {offer}.",
        "I wouldn't want you to think that I expect an answer.",
        "My reason is a simple one: I'd like to be sure that I haven't missed your reply.",
    ),
}

FOLLOW_UP_ASKS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Would you let me know either way? I'd be glad to hear from you.",
        "Could we have a quick chat, perhaps <moment>?",
        "If now isn't the time, just say so and I won't write again.",
        "A one-word reply is enough, honestly.",
        "Is there someone else at {company} I should ask?",
        "Shall I send you a few lines on how it works?",
    ),
    "formal": (
        "I would be grateful for a brief reply, whatever your decision.",
        "May I telephone you, perhaps <moment>?",
        "Please inform me if another person at {company} is responsible.",
        "Should you not be interested, a short note will be sufficient.",
        "Would it be convenient to arrange a short conversation?",
        "If you require further information, I will gladly send it to you.",
    ),
    "direct": (
        "Yes, no or later: which is it?",
        "One word is enough.",
        "Shall I call you <moment>?",
        "If it's a no, tell me and I'll stop.",
        "Who decides on it at {company}?",
        "Do you want the details?",
    ),
    "enthusiastic": (
        "Are you in for a quick call, perhaps <moment>?",
        "Give me a sign, and I'll be in touch at once!",
        "What would it take to make you curious?",
        "Just say the word, and we'll get started!",
        "Could you spare five minutes? I'd be so happy!",
        "Let me know what you think, I'm all ears!",
    ),
    "playful": (
        "One reply for yes, two for no, smoke signals for maybe.",
        "Can I tempt you to a chat <moment>?",
        "If you'd like me to go away, a simple “shoo” will do.",
        "Send me a thumb, up or down, I take both.",
        "Would you put me out of my suspense?",
        "Blink twice if you're interested, or write, which is easier to see from here.",
    ),
    "modest": (
        "If you'd rather not be asked again, please just ignore my note.",
        "Might I hear from you at some point, whenever it suits you?",
        "A short no would be entirely welcome, too.",
        "Would it perhaps be better to ask somebody else at {company}?",
        "You needn't give any reasons, of course.",
        "Could I send you a few lines about it, or shall I leave it?",
    ),
}

REPLY_SUBJECTS: dict[str, tuple[str, ...]] = {
    "interested": ("How we could go on", "Thank you for your interest", "The next step with {sender_company}"),
    "question": ("Your question to {sender_company}", "About your question", "Details for {company}"),
    "later": ("Another time, then", "No hurry, {company}", "We'll be in touch when it suits you"),
    "no": ("Thank you for letting us know", "All the best to {company}", "Understood, and thank you"),
}

REPLY_OPENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "Thanks so much for your reply, you've made my day.",
            "How lovely to hear from you!",
            "I'm really glad that you'd like to know more.",
            "That's good news, thank you for writing back.",
        ),
        "question": (
            "Thanks for writing back and for asking.",
            "That's a good question, and I'm glad you asked it.",
            "It's nice to hear from you, and of course you may ask.",
            "Thank you for your message; let me see how I can help.",
        ),
        "later": (
            "Thanks for letting me know, and no worries at all.",
            "I quite understand, there's a time for everything.",
            "Thank you for your honest answer.",
            "That's absolutely fine, and it was kind of you to reply.",
        ),
        "no": (
            "Thank you for taking the time to answer.",
            "Thanks for being so open with me.",
            "It was kind of you to write back, and I fully understand.",
            "No hard feelings at all, and thanks for telling me.",
        ),
    },
    "formal": {
        "interested": (
            "Thank you very much for your reply and your interest.",
            "I was very pleased to receive your message.",
            "Your positive response is much appreciated.",
            "We are delighted that you wish to learn more about {sender_company}.",
        ),
        "question": (
            "Thank you for your message and your question.",
            "I am grateful for your enquiry.",
            "Your question is a reasonable one.",
            "It is a pleasure to respond to your enquiry.",
        ),
        "later": (
            "Thank you for informing me.",
            "I fully understand that the time is not suitable at present.",
            "Your reply is appreciated, and I respect your schedule.",
            "Please accept my thanks for your prompt and clear reply.",
        ),
        "no": (
            "Thank you for your reply and for your frankness.",
            "I respect your decision.",
            "Your clear answer is appreciated.",
            "Please accept my thanks for having considered our proposal.",
        ),
    },
    "direct": {
        "interested": (
            "Thanks for your reply.",
            "Good to hear from you.",
            "Great, let's move on.",
            "You're interested, I'm glad.",
        ),
        "question": (
            "Thanks for asking.",
            "Good question.",
            "Your message reached me, thank you.",
            "Fair point, let me deal with it.",
        ),
        "later": (
            "Thanks for telling me.",
            "Not now, understood.",
            "Fine by me.",
            "A clear answer, thank you.",
        ),
        "no": (
            "Thanks for the straight answer.",
            "Understood.",
            "A no is a no.",
            "Clear enough, and thank you for replying.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "What wonderful news, thank you!",
            "I'm over the moon about your reply!",
            "Hooray, you've written back!",
            "Your message put a huge smile on my face!",
        ),
        "question": (
            "Thank you for asking, I love questions!",
            "What a great question!",
            "I'm so happy that you want to know more!",
            "Your message was the highlight of my inbox!",
        ),
        "later": (
            "Thank you so much for writing back!",
            "No problem at all, good things can wait!",
            "I'm delighted to have heard from you!",
            "Later sounds good to me!",
        ),
        "no": (
            "Thank you for your honesty, I really appreciate it!",
            "It was great to hear from you all the same!",
            "Thanks a million for taking the time to reply!",
            "I completely understand, and I'm grateful that you wrote!",
        ),
    },
    "playful": {
        "interested": (
            "You wrote back, and my chair has only just stopped spinning.",
            "Your reply has been framed, at least in my head.",
            "I did the small dance at my desk, as announced to nobody.",
            "Be still, my beating inbox.",
        ),
        "question": (
            "You ask, I sit up straight.",
            "A question! I've already sharpened my pencil.",
            "Excellent, somebody reads the small print before there is any.",
            "Your question has been given the comfy chair.",
        ),
        "later": (
            "Later is my favourite kind of yes, though I know it isn't one.",
            "All right, I'll put the kettle back on the shelf.",
            "Patience is a virtue, and I'm told I could use one.",
            "Not now, got it, I'm tiptoeing out.",
        ),
        "no": (
            "A polite no is worth more than a lukewarm maybe.",
            "I'll be brave, I've got biscuits.",
            "Message received, violins packed away.",
            "You let me down so gently that I barely noticed.",
        ),
    },
    "modest": {
        "interested": (
            "I hadn't dared to hope for a reply, so thank you.",
            "It's very kind of you to write back.",
            "Your interest honours us.",
            "Thank you, I'm pleasantly surprised to hear from you.",
        ),
        "question": (
            "It's kind of you to ask.",
            "Thank you for your question, which I should perhaps have answered beforehand.",
            "I'm grateful that you've looked into it at all.",
            "You're right to ask, and I hope I can help.",
        ),
        "later": (
            "Thank you, it was kind of you to let me know.",
            "Of course it can wait, and please don't worry about it.",
            "I appreciate that you took the trouble to reply.",
            "That's more of an answer than I'd expected, thank you.",
        ),
        "no": (
            "Thank you for your reply, it was considerate of you to write at all.",
            "I understand entirely, and I hope I haven't been a nuisance.",
            "Please don't feel bad about it in the least.",
            "It was good of you to let me know so clearly.",
        ),
    },
}

REPLY_ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "As I wrote, we at {sender_company} offer {offer}, and I'd be happy to go through it with you.",
            "The best thing would be a short chat, so that I can hear what you need.",
            "I'd like to understand first what matters to you at {company}.",
            "We can take it one step at a time, just as it suits you.",
        ),
        "question": (
            "I'd be happy to put the details together for you in writing.",
            "So that you get the right answer, I'll send you everything about it separately.",
            "It depends a little on what you need, so let me send you the details to fit.",
            "I'd rather give you a proper answer than a quick one, so I'll send you the particulars.",
        ),
        "later": (
            "I'll make a note and leave you in peace until then.",
            "There's no hurry on our side, and our offer won't run away.",
            "Just keep my address, and write whenever the time is right.",
            "You know where to find me when things have calmed down.",
        ),
        "no": (
            "I won't bother you with it again.",
            "It's simply not the right thing for you, and that's good to know.",
            "I'll take {company} off my list, as you'd expect.",
            "You've saved us both some time, and I'm grateful for it.",
        ),
    },
    "formal": {
        "interested": (
            "As mentioned, {sender_company} offers {offer}.",
            "I would be pleased to present our proposal to you in detail.",
            "In a first conversation, we could clarify what {company} requires.",
            "We would gladly adapt our proposal to your wishes.",
        ),
        "question": (
            "I would be pleased to send you the details in writing.",
            "A reliable answer depends on your requirements, which I would like to know first.",
            "The particulars you ask for will be sent to you on request.",
            "In order to answer precisely, I would like to prepare a written summary for you.",
        ),
        "later": (
            "I have made a note of it and will not contact you before then.",
            "Our offer remains open to you.",
            "It goes without saying that we will follow your schedule.",
            "You are welcome to contact us whenever the time is right.",
        ),
        "no": (
            "We will not contact you again in the matter.",
            "I have noted your decision accordingly.",
            "You need take no further action.",
            "It goes without saying that we accept your answer.",
        ),
    },
    "direct": {
        "interested": (
            "We offer {offer}, as I wrote.",
            "First I need to know what you want.",
            "Next step: a short call.",
            "Everything else we'll sort out in one conversation.",
        ),
        "question": (
            "I'll send you the details if you want them.",
            "The answer depends on what you need.",
            "You'll get it in writing, point by point.",
            "I won't guess, so let me send you the particulars.",
        ),
        "later": (
            "I've made a note.",
            "You decide when.",
            "Until then, no e-mails from me.",
            "Our offer can wait.",
        ),
        "no": (
            "I won't write again.",
            "You're off my list.",
            "No further questions.",
            "That's settled, then.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "We at {sender_company} can't wait to show you what we offer: {offer}!",
            "I've got so many ideas, and most of all I want to hear yours!",
            "Let's find out together what would be best for {company}!",
            "A short call, and we're off to a flying start!",
        ),
        "question": (
            "I'd love to send you all the details!",
            "You'll get a proper answer, with everything you need to know!",
            "Tell me a little about what you have in mind, and I'll send you the facts to match!",
            "I can hardly wait to put it all together for you!",
        ),
        "later": (
            "We'll be just as keen when the time comes!",
            "I've put a big star in my notes!",
            "Until then, we'll keep the enthusiasm warm!",
            "You set the pace, and we'll be right there!",
        ),
        "no": (
            "I won't write again, and I'm cheering for you all the same!",
            "It's great to know where we stand!",
            "Every honest answer helps us, and yours certainly did!",
            "Not every idea is for everyone, and that's how it should be!",
        ),
    },
    "playful": {
        "interested": (
            "Now for the grown-up part: we offer {offer}, and I'd like to hear what you need.",
            "I suggest a call, in which I do my best to sound sensible.",
            "Let's swap ideas, mine come with sprinkles.",
            "The next chapter is yours to write, I've brought the ink.",
        ),
        "question": (
            "I could improvise, but I'd rather send you the real details.",
            "Before I pull numbers out of a hat, let me send you something solid.",
            "The answer is “it depends”, which is annoying, so I'll send you the long version.",
            "Everything you want to know fits into one e-mail, and I'd be happy to write it.",
        ),
        "later": (
            "I've tied a knot in my handkerchief.",
            "Our offer is now hibernating, with a hot-water bottle.",
            "I'll stay quiet as a mouse in slippers.",
            "You've got the remote control, and we're on pause.",
        ),
        "no": (
            "I'll fold up my tent and leave the meadow tidy.",
            "My list and I have crossed you off with a fine pen and no grudges.",
            "You won't find me in your inbox again, not even in disguise.",
            "We part as pen friends who wrote once or twice.",
        ),
    },
    "modest": {
        "interested": (
            "What we could contribute is what I mentioned, namely {offer}.",
            "Perhaps it would be best if you told me first what you need.",
            "I'd rather listen than talk, if that's all right with you.",
            "We could begin with something small and see whether it helps.",
        ),
        "question": (
            "I'd prefer not to give you a hasty answer, so may I send you the details?",
            "It depends on a few things that only you can know.",
            "I could write down the particulars for you, as well as I can.",
            "If it's all right, I'll send you something in writing that you can read at leisure.",
        ),
        "later": (
            "I won't remind you unless you'd like me to.",
            "There's truly no hurry, and you owe us nothing.",
            "If it slips your mind, there's no harm done.",
            "I'll wait quietly to hear from you.",
        ),
        "no": (
            "I won't trouble you any further.",
            "You surely know best what is right for you.",
            "I'll make sure that you don't hear from me again about it.",
            "There's nothing you need to do.",
        ),
    },
}

REPLY_ASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "When would you have time for a chat, maybe <moment>?",
            "Which day would suit you best?",
            "Shall I give you a ring, perhaps <moment>?",
            "Would you like to tell me a little about what you have in mind?",
        ),
        "question": (
            "Shall I send the details to the address you wrote from?",
            "Is there anything else you'd like to know?",
            "Would you tell me roughly what you need, so that I can send the right thing?",
            "May I send it over, or would you rather talk <moment>?",
        ),
        "later": (
            "Shall I get back to you at some point, or would you rather write yourself?",
            "When would be a better time for you?",
            "Just let me know when you're ready, will you?",
            "Would it be all right if I asked again later on?",
        ),
        "no": (
            "I wish you and your {customers} all the best.",
            "Take good care, and have a lovely week.",
            "Warm greetings to everyone at {company}.",
            "Goodbye, and thanks again.",
        ),
    },
    "formal": {
        "interested": (
            "When would a conversation be convenient for you, perhaps <moment>?",
            "Please let me know which day would suit you.",
            "May I propose that I telephone you <moment>?",
            "Could you inform me in advance which points are important to you?",
        ),
        "question": (
            "May I send you the documents by e-mail?",
            "Please let me know which details are of particular importance to you.",
            "Would you prefer to receive the information in writing or by telephone?",
            "Could you outline your requirements briefly?",
        ),
        "later": (
            "May I contact you again at a later date?",
            "Please let me know when it would be convenient for you.",
            "Would you prefer to contact us yourselves in due course?",
            "When would a further message be welcome?",
        ),
        "no": (
            "We wish you every success.",
            "I wish {company} all the best for the future.",
            "With sincere thanks for your time, I wish you well.",
            "It remains for me to wish you and your team all the best.",
        ),
    },
    "direct": {
        "interested": (
            "When can we talk, <moment>?",
            "Which day suits you?",
            "What do you need first?",
            "Shall I call you, and on which number?",
        ),
        "question": (
            "Shall I send it?",
            "What exactly do you need?",
            "E-mail or phone, which do you prefer?",
            "Anything else you want to know?",
        ),
        "later": (
            "When should I ask again?",
            "Will you write, or shall I?",
            "What date suits you?",
            "Should I get back to you, yes or no?",
        ),
        "no": (
            "All the best to you.",
            "Thanks, and goodbye.",
            "Good luck with everything.",
            "I wish {company} well.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "When can we talk? I'd even make time <moment>!",
            "Which day would you like best?",
            "Shall we have a call, perhaps <moment>?",
            "What should we start with?",
        ),
        "question": (
            "May I send it straight over?",
            "What else can I tell you?",
            "Would you like it all in writing, or shall we talk <moment>?",
            "Is there a part you're especially curious about?",
        ),
        "later": (
            "When may I knock again?",
            "Shall I give you a shout later on?",
            "Will you drop me a line when you're ready? I'd be thrilled!",
            "What would be the perfect time for you?",
        ),
        "no": (
            "I wish you and everyone at {company} the very best!",
            "Keep your spirits high, and goodbye!",
            "Here's to you and your {customers}!",
            "All good wishes to {city}!",
        ),
    },
    "playful": {
        "interested": (
            "Shall we say <moment>, your phone or mine?",
            "When may I make your telephone ring in a tasteful way?",
            "Which day has a hole in it that's just my size?",
            "What's first on your wish list, apart from a longer weekend?",
        ),
        "question": (
            "Shall I send it by e-mail, or would you prefer a message in a bottle?",
            "Anything else on your quiz sheet?",
            "May I press “send” on the details?",
            "Would you give me a hint about what you need, warm or cold?",
        ),
        "later": (
            "When shall I pop up again, like toast?",
            "Will you whistle when you're ready?",
            "Should I set an alarm clock, and if so, for when?",
            "Would a knock on the door later on be all right, the gentle kind?",
        ),
        "no": (
            "Farewell, and may your coffee always be hot.",
            "I exit, stage left, waving.",
            "So long, and thanks for all the honesty.",
            "May your inbox be kind to you from now on.",
        ),
    },
    "modest": {
        "interested": (
            "Would a short call be all right, perhaps <moment>?",
            "Might I ask which day would be least inconvenient?",
            "Could you tell me in a line or two what you'd hope for?",
            "Whenever it suits you, would you let me know?",
        ),
        "question": (
            "May I send it to you, and you decide at leisure?",
            "Would that be of any help?",
            "If I've missed your point, would you tell me?",
            "Could I ask in return what you would need?",
        ),
        "later": (
            "Would you mind if I asked once more some day?",
            "Perhaps you'd like to write yourself when it suits you?",
            "Might there be a better time, or shall I leave it to you?",
            "If you'd rather I didn't ask again, would you let me know?",
        ),
        "no": (
            "I wish you well, quietly and sincerely.",
            "May things go well for you and {company}.",
            "Thank you once more, and goodbye.",
            "With respect for your decision, I'll say goodbye.",
        ),
    },
}
