"""German names of each topic in the cases that the texts need, and general truths that each topic brings along."""

TOPICS: dict[str, dict[str, tuple[str, ...]]] = {
    "terrace": {
        "thing": ("Ihre Terrasse", "Ihren Außenbereich"),
        "thing_nom": ("Ihre Terrasse", "Ihr Außenbereich"),
        "the_thing": ("die Terrasse", "den Außenbereich"),
        "truths": (
            "Plätze im Freien füllen sich bei Sonne von allein und bei Wolken nur, wenn man an sie erinnert.",
            "Eine Terrasse will beim ersten warmen Tag bereit sein, nicht eine Woche später.",
            "Draußen sitzt man gern, wenn man vorher weiß, dass dort Platz ist.",
            "Jeder Wetterumschwung verlangt im Freien eine schnelle Entscheidung und eine kurze Nachricht.",
        ),
    },
    "family": {
        "thing": ("Ihren Familienbetrieb", "Ihr Familienunternehmen"),
        "thing_nom": ("Ihr Familienbetrieb", "Ihr Familienunternehmen"),
        "the_thing": ("den Familienbetrieb", "das Familienunternehmen"),
        "truths": (
            "In einem Familienbetrieb sitzt die Arbeit oft mit am Abendbrottisch.",
            "Was über Generationen gewachsen ist, will gepflegt und auch erzählt werden.",
            "Menschen kaufen gern dort, wo der Name an der Tür zu einer Familie gehört.",
            "Eine Familiengeschichte kennt nur, wem man sie erzählt.",
        ),
    },
    "organic": {
        "thing": ("Ihr Angebot rund um Bio und Region", "Ihr Augenmerk auf die Herkunft der Produkte"),
        "thing_nom": ("Ihr Angebot rund um Bio und Region", "Ihr Augenmerk auf die Herkunft der Produkte"),
        "the_thing": ("das Angebot rund um Bio und Region", "das Augenmerk auf die Herkunft der Produkte"),
        "truths": (
            "Bio oder regional einzukaufen, bedeutet mehr Absprachen und mehr Planung.",
            "Woher ein Produkt kommt, wollen immer mehr Menschen genau wissen.",
            "Kurze Wege muss man organisieren, sie entstehen nicht von selbst.",
            "Wer sorgfältig auswählt, sollte es auch erklären dürfen.",
        ),
    },
    "homemade": {
        "thing": ("Ihr hausgemachtes Angebot", "Ihre eigene Herstellung"),
        "thing_nom": ("Ihr hausgemachtes Angebot", "Ihre eigene Herstellung"),
        "the_thing": ("das hausgemachte Angebot", "die eigene Herstellung"),
        "truths": (
            "Selbst gemacht heißt früher anfangen, später aufhören und beides gern tun.",
            "Den Unterschied zwischen gekauft und hausgemacht schmeckt man, aber man sieht ihn selten.",
            "Hausgemachtes braucht Zeit, die man an anderer Stelle finden muss.",
            "Von der Arbeit hinter der Tür erfährt die Kundschaft nur, wenn man davon erzählt.",
        ),
    },
    "events": {
        "thing": ("Ihr Angebot für Feiern und Gruppen", "Ihr Angebot für Veranstaltungen"),
        "thing_nom": ("Ihr Angebot für Feiern und Gruppen", "Ihr Angebot für Veranstaltungen"),
        "the_thing": ("das Angebot für Feiern und Gruppen", "das Angebot für Veranstaltungen"),
        "truths": (
            "Eine Feier besteht aus vielen kleinen Absprachen, und jede davon zählt.",
            "Anfragen für Gruppen kommen oft, wenn gerade niemand Zeit zum Antworten hat.",
            "Wer ein Fest plant, vergleicht, fragt nach und entscheidet dann schnell.",
            "Zwischen der ersten Anfrage und dem letzten Gast liegen Wochen der Planung.",
        ),
    },
    "delivery": {
        "thing": ("Ihren Lieferservice", "Ihr Angebot zum Mitnehmen"),
        "thing_nom": ("Ihr Lieferservice", "Ihr Angebot zum Mitnehmen"),
        "the_thing": ("den Lieferservice", "das Angebot zum Mitnehmen"),
        "truths": (
            "Beim Liefern zählt jede Minute zwischen Bestellung und Haustür.",
            "Ein zweiter Verkaufsweg bringt neue Bestellungen und neue Handgriffe.",
            "Bestellungen von draußen treffen gern dann ein, wenn drinnen am meisten los ist.",
            "Dass man sich etwas bringen lassen kann, muss sich erst herumsprechen.",
        ),
    },
    "booking": {
        "thing": ("Ihre Onlinebuchung", "Ihr Buchungsangebot im Netz"),
        "thing_nom": ("Ihre Onlinebuchung", "Ihr Buchungsangebot im Netz"),
        "the_thing": ("die Onlinebuchung", "das Buchungsangebot im Netz"),
        "truths": (
            "Gebucht wird gern am späten Abend, wenn niemand mehr ans Telefon geht.",
            "Ein Kalender im Netz arbeitet nur so gut, wie er gepflegt wird.",
            "Jede Onlinebuchung spart einen Anruf und braucht trotzdem jemanden, der an sie denkt.",
            "Absagen, Umbuchungen, Wartelisten: Hinter einem freien Termin steckt viel Organisation.",
        ),
    },
    "courses": {
        "thing": ("Ihr Kursangebot", "Ihr Kursprogramm"),
        "thing_nom": ("Ihr Kursangebot", "Ihr Kursprogramm"),
        "the_thing": ("das Kursangebot", "das Kursprogramm"),
        "truths": (
            "Ein Kurs will geplant, beworben und am Ende auch voll werden.",
            "Die letzten freien Plätze sind die schwierigsten.",
            "Wer etwas lernen möchte, sucht einen Termin, der in die Woche passt.",
            "Kurse leben davon, dass rechtzeitig jemand von ihnen erfährt.",
        ),
    },
    "new": {
        "thing": ("Ihre Neueröffnung", "Ihren Start"),
        "thing_nom": ("Ihre Neueröffnung", "Ihr Start"),
        "the_thing": ("die Neueröffnung", "den Start"),
        "truths": (
            "In den ersten Monaten ist alles zugleich wichtig.",
            "Neue Türen gehen leichter auf, wenn die Nachbarschaft von ihnen weiß.",
            "Eine Eröffnung ist ein Tag, ein fester Kundenstamm braucht länger.",
            "Am Anfang fehlt es selten an Ideen, meist an Stunden.",
        ),
    },
    "award": {
        "thing": ("Ihre Auszeichnung", "Ihre Ehrung"),
        "thing_nom": ("Ihre Auszeichnung", "Ihre Ehrung"),
        "the_thing": ("die Auszeichnung", "die Ehrung"),
        "truths": (
            "Eine Auszeichnung hängt schnell an der Wand und will danach bekannt werden.",
            "Anerkennung von außen hilft am meisten, wenn viele von ihr hören.",
            "Mit jeder Ehrung steigen auch die Erwartungen.",
            "Hinter einer Urkunde stehen oft Jahre, von denen darauf nichts steht.",
        ),
    },
    "hiring": {
        "thing": ("Ihre Suche nach Verstärkung", "Ihre Personalsuche"),
        "thing_nom": ("Ihre Suche nach Verstärkung", "Ihre Personalsuche"),
        "the_thing": ("die Suche nach Verstärkung", "die Personalsuche"),
        "truths": (
            "Gute Leute zu finden, kostet heute mehr Zeit als früher.",
            "Solange eine Stelle frei ist, arbeiten die anderen für sie mit.",
            "Eine Stellenanzeige liest nur, wer zufällig gerade sucht.",
            "Die Einarbeitung beginnt, lange bevor jemand seinen ersten Tag hat.",
        ),
    },
    "online_shop": {
        "thing": ("Ihren Onlineshop", "Ihren Verkauf im Netz"),
        "thing_nom": ("Ihr Onlineshop", "Ihr Verkauf im Netz"),
        "the_thing": ("den Onlineshop", "den Verkauf im Netz"),
        "truths": (
            "Ein Onlineshop hat immer geöffnet und macht deshalb auch immer Arbeit.",
            "Fotografieren, beschreiben, verpacken, verschicken: Im Netz zu verkaufen, ist ein zweiter Beruf.",
            "Wer im Netz sucht, klickt nach wenigen Sekunden weiter.",
            "Zwischen Ladentheke und Onlineshop muss der Bestand stimmen, jeden Tag.",
        ),
    },
    "vegan": {
        "thing": ("Ihr veganes Angebot", "Ihre vegane Auswahl"),
        "thing_nom": ("Ihr veganes Angebot", "Ihre vegane Auswahl"),
        "the_thing": ("das vegane Angebot", "die vegane Auswahl"),
        "truths": (
            "Wer vegan lebt, schaut vorher nach und bringt oft die ganze Runde mit.",
            "Gute pflanzliche Alternativen verlangen Neugier und einige Versuche.",
            "Ein veganes Angebot wird nur gefunden, wenn es gut sichtbar ist.",
            "Bei veganen Produkten fragen viele genau nach, und klare Antworten helfen.",
        ),
    },
    "repair": {
        "thing": ("Ihren Reparaturservice", "Ihr Reparaturangebot"),
        "thing_nom": ("Ihr Reparaturservice", "Ihr Reparaturangebot"),
        "the_thing": ("den Reparaturservice", "das Reparaturangebot"),
        "truths": (
            "Reparieren ist oft klüger als wegwerfen, man muss nur wissen, wo es geht.",
            "Jede Reparatur beginnt mit einer Diagnose und endet mit einem Anruf.",
            "Kaputt geht etwas immer dann, wenn die Werkstatt ohnehin voll ist.",
            "Ersatzteile, Wartezeiten, Rückfragen: Hinter einer Reparatur steckt viel Abstimmung.",
        ),
    },
    "children": {
        "thing": ("Ihr Angebot für Kinder", "Ihr Angebot für Familien mit Kindern"),
        "thing_nom": ("Ihr Angebot für Kinder", "Ihr Angebot für Familien mit Kindern"),
        "the_thing": ("das Angebot für Kinder", "das Angebot für Familien mit Kindern"),
        "truths": (
            "Wo sich Kinder wohlfühlen, bleiben auch die Eltern länger.",
            "Familien planen im Voraus und sind dankbar für klare Auskünfte.",
            "Für Kinder mitzudenken, heißt an vieles zu denken, was Erwachsenen nicht auffällt.",
            "Eltern geben einander gute Adressen weiter, sobald sie von ihnen wissen.",
        ),
    },
    "accessible": {
        "thing": ("Ihren barrierefreien Zugang", "Ihren stufenlosen Eingang"),
        "thing_nom": ("Ihr barrierefreier Zugang", "Ihr stufenloser Eingang"),
        "the_thing": ("den barrierefreien Zugang", "den stufenlosen Eingang"),
        "truths": (
            "Ein stufenloser Eingang hilft Rollstühlen, Rollatoren und Kinderwagen gleichermaßen.",
            "Ob man gut hineinkommt, möchten viele Menschen vor dem Losgehen wissen.",
            "Barrierefreiheit endet nicht an der Tür, sie gehört auch in jede Wegbeschreibung.",
            "Wer auf Stufen achten muss, ist auf genaue Angaben angewiesen.",
        ),
    },
}
