"""Who may read an e-mail: short portraits of a reader in English, and sentences that tie one to a known fact."""

PORTRAITS: tuple[str, ...] = (
    "Runs {a_label} and thinks first of <care>.",
    "In charge of {a_label}, this reader is mostly concerned with <care>.",
    "A practical person who runs {a_label} and sees every idea in the light of <care>.",
    "The owner of {a_label}, short of time and always with an eye on <care>.",
    "Reads e-mails in short breaks, since {a_label} leaves little time and the first thought goes to <care>.",
    "Two things are never far from mind: <care>, and <care>.",
    "Like many who run {a_label}, talks most often about <care> and has little time for long letters.",
    "Judges every offer by one question: what does it mean for <care>?",
    "Proud of the trade, wary of big words, and keen to hear anything about <care>.",
    "Looks after {a_label} from early to late, and any talk soon turns to <care>.",
    "Knows what {customers} expect, and is glad of fresh thoughts on <care>.",
    "Open to ideas as long as they are plain, fit the daily work of {a_label} and have something to do with <care>.",
)

GROUNDED: tuple[str, ...] = (
    "Likes to be asked about <the_thing>.",
    "Knows how much work there is behind <the_thing>.",
    "Prefers talking about <the_thing> to talking about advertising.",
    "Notices at once whether a writer has really read about <the_thing>.",
    "Would gladly tell more about <the_thing>, if somebody asked.",
    "Looks at <the_thing> with a professional's eye and has no patience with empty praise.",
    "Keeps <the_thing> in mind with every new plan.",
    "Listens more closely when somebody mentions <the_thing>.",
)
