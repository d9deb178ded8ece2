"""German sentences that sketch who reads the message: what fills the day and what it turns on."""

PORTRAITS: tuple[str, ...] = (
    "Führt {a_label_acc} und denkt zuerst an <care>.",
    "Leitet {a_label_acc} und behält dabei vor allem <care> im Blick.",
    "Steht jeden Tag selbst im Betrieb und denkt dabei auch an <care>.",
    "Hat {a_label_acc} zu führen und wenig Zeit für lange Texte.",
    "Verantwortet {a_label_acc} und achtet besonders auf <care> und <care>.",
    "Verliert <care> nie aus den Augen und entscheidet gern selbst.",
    "Liest Nachrichten zwischendurch und möchte schnell wissen, worum es geht.",
    "Macht sich Gedanken über <care> und prüft Neues in Ruhe.",
    "Kennt die Branche gut und lässt sich durch große Worte nicht beeindrucken.",
    "Sucht nach Lösungen für <care>, die wenig Umstände machen.",
    "Betreibt {a_label_acc}, rechnet genau und fragt nach, bevor etwas entschieden wird.",
    "Spricht offen über <care> und schätzt ein klares Wort.",
)

GROUNDED: tuple[str, ...] = (
    "Kümmert sich um <the_thing> und hat dafür nie genug Stunden.",
    "Denkt viel über <the_thing> nach.",
    "Möchte <the_thing> bekannter machen, ohne laut zu werden.",
    "Spricht gern über <the_thing> und hört dabei auch zu.",
    "Steckt einen guten Teil der Woche in <the_thing>.",
    "Behält <the_thing> auch an vollen Tagen im Auge.",
    "Hält <the_thing> für einen Teil dessen, was den Betrieb ausmacht.",
    "Wägt genau ab, wie viel Aufwand sich für <the_thing> lohnt.",
)
