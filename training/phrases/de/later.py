"""What later e-mails in German are made of: follow-ups without an answer, and replies to an answer, by tone."""

FOLLOW_UP_SUBJECTS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Noch einmal ein Gruß an {company}",
        "Kurz nachgefragt, {company}",
        "Ist meine Nachricht gut bei Ihnen angekommen?",
        "Ich wollte mich noch einmal melden",
        "Haben Sie schon reinschauen können?",
    ),
    "formal": (
        "Rückfrage zu meinem Schreiben an {company}",
        "Erinnerung an unseren Vorschlag",
        "Bezug: unser Angebot für {company}",
        "Meine Anfrage an {company}",
        "{sender_company}: höfliche Nachfrage",
    ),
    "direct": (
        "{company}: noch offen?",
        "Nachfrage zu meiner E-Mail",
        "Noch Interesse?",
        "Zweiter Versuch",
        "Kurze Erinnerung von {sender_company}",
    ),
    "enthusiastic": (
        "Ich bin immer noch begeistert, {company}!",
        "Die Idee lässt mich einfach nicht los!",
        "Noch einmal mit Schwung, {company}!",
        "Darf ich weiter hoffen?",
        "Hier bin ich wieder, mit genauso viel Freude!",
    ),
    "playful": (
        "Ich schon wieder",
        "Klopf, klopf, die Zweite",
        "Meine erste E-Mail sucht Anschluss",
        "{company}, ich war nur kurz Luft holen",
        "Fortsetzung folgt: hier ist sie",
    ),
    "modest": (
        "Nur eine kleine Erinnerung, {company}",
        "Vielleicht ist meine Nachricht untergegangen",
        "Noch einmal, und dann gebe ich Ruhe",
        "Falls Sie noch nicht dazu gekommen sind",
        "Eine vorsichtige Nachfrage",
    ),
}

FOLLOW_UP_OPENINGS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Ich hatte Ihnen schon einmal geschrieben und wollte nur kurz nachfragen.",
        "Bestimmt ist viel los bei Ihnen, deshalb melde ich mich einfach noch einmal.",
        "Meine erste Nachricht ist vielleicht zwischen anderen untergegangen, das kann ja passieren.",
        "Da bin ich noch einmal!",
        "Von Ihnen habe ich noch nichts gehört, also frage ich freundlich nach.",
        "Haben Sie meine Zeilen bekommen?",
        "Noch einmal ein lieber Gruß an alle bei {company}!",
        "Weil ich unsere Idee immer noch gut finde, schreibe ich Ihnen ein zweites Mal.",
    ),
    "formal": (
        "Ich nehme Bezug auf mein voriges Schreiben, auf das ich bislang keine Antwort erhalten habe.",
        "Gestatten Sie mir, noch einmal auf meine Anfrage zurückzukommen.",
        "Mein Schreiben hat Sie hoffentlich erreicht.",
        "Da ich bisher keine Nachricht von Ihnen habe, erlaube ich mir eine Rückfrage.",
        "Möglicherweise konnten Sie meine Nachricht noch nicht prüfen.",
        "Hiermit möchte ich höflich an unseren Vorschlag erinnern.",
        "Vermutlich hat Ihnen das Tagesgeschäft noch keine Zeit für eine Antwort gelassen.",
        "Zu meinem Angebot an {company} steht Ihre Rückmeldung noch aus.",
    ),
    "direct": (
        "Ich habe Ihnen geschrieben und noch keine Antwort.",
        "Kurze Nachfrage zu meiner E-Mail.",
        "Meine Frage ist noch offen.",
        "Sie haben viel zu tun, darum nur ein Satz.",
        "Zweite E-Mail, gleiche Frage.",
        "Noch keine Antwort heißt für mich: Ich frage nach.",
        "Haben Sie meine E-Mail gelesen?",
        "Mein Vorschlag an {company} steht noch.",
    ),
    "enthusiastic": (
        "Ich bin es noch einmal, und meine Begeisterung ist kein bisschen kleiner geworden!",
        "Noch habe ich nichts von Ihnen gehört, aber so schnell gebe ich eine gute Idee nicht auf!",
        "Die Idee für {company} geht mir einfach nicht aus dem Kopf!",
        "Auf Ihre Antwort warte ich voller Spannung!",
        "Haben Sie meine Nachricht schon gesehen? Ich bin so neugierig!",
        "Mit frischem Schwung melde ich mich ein zweites Mal bei Ihnen!",
        "Vielleicht ist meine E-Mail untergegangen, also kommt hier gleich Nachschub!",
        "Weil ich immer noch Feuer und Flamme bin, schreibe ich Ihnen noch einmal!",
    ),
    "playful": (
        "Ich schon wieder, diesmal auf Zehenspitzen.",
        "Meine erste E-Mail meldet sich nicht mehr, haben Sie sie vielleicht gesehen?",
        "Entweder ist meine Nachricht im Spam verschollen, oder sie macht Urlaub.",
        "Auftritt, zweiter Akt: Derselbe Absender betritt noch einmal Ihr Postfach.",
        "Stille im Postfach, man hört eine Stecknadel fallen.",
        "Noch einmal klopfe ich, dann hole ich mir Handschuhe.",
        "Falls Sie meine erste E-Mail als Lesezeichen benutzen, ist das völlig in Ordnung.",
        "Brieftaube Nummer eins ist offenbar falsch abgebogen, hier kommt Nummer zwei.",
    ),
    "modest": (
        "Ich möchte nicht drängen und frage nur vorsichtig nach.",
        "Vielleicht ist meine Nachricht untergegangen, vielleicht war sie auch einfach nicht von Interesse.",
        "Verzeihen Sie bitte, dass ich mich noch einmal melde.",
        "Wahrscheinlich hatten Sie Wichtigeres zu tun, als mir zu antworten, das verstehe ich gut.",
        "Falls Sie meine Zeilen schon gelesen haben, sehen Sie mir die Wiederholung bitte nach.",
        "Nur für den Fall, dass meine E-Mail Sie nicht erreicht hat, schreibe ich noch einmal.",
        "Es ist gut möglich, dass Ihr Schweigen schon die Antwort ist.",
        "Mit einer kleinen Erinnerung möchte ich Sie nicht lange aufhalten.",
    ),
}

FOLLOW_UP_REASONS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Es ging um {offer}, vielleicht erinnern Sie sich.",
        "Ich glaube nämlich, dass ein kurzes Gespräch Ihnen und uns Freude machen könnte.",
        "Gern wüsste ich einfach, ob das Thema für {your_label_acc} spannend ist.",
        "Zur Erinnerung: Wir von {sender_company} bieten {offer}.",
        "Manchmal passt es beim ersten Mal einfach nicht, das kenne ich selbst.",
        "Falls Sie noch Fragen haben, bin ich gern für Sie da.",
    ),
    "formal": (
        "Gegenstand meines Schreibens war unser Vorschlag, Ihnen {offer} anzubieten.",
        "Nach wie vor sind wir der Ansicht, dass ein Gespräch für beide Seiten aufschlussreich sein könnte.",
        "Für Ihre Planung könnte unser Angebot weiterhin von Interesse sein.",
        "Zur Erinnerung fasse ich zusammen: Bei {sender_company} erhalten Sie {offer}.",
        "Eine kurze Einschätzung Ihrerseits würde uns die weitere Planung erleichtern.",
        "Offene Fragen beantworte ich Ihnen gern.",
    ),
    "direct": (
        "Es ging um {offer}.",
        "Wir bieten weiterhin {offer}.",
        "Ich will wissen, ob das Thema für Sie erledigt ist.",
        "Ein kurzes Wort spart uns beiden Zeit.",
        "Der Vorschlag bleibt derselbe.",
        "Vielleicht fehlte Ihnen nur eine Information.",
    ),
    "enthusiastic": (
        "Ich bin einfach überzeugt, dass ein Gespräch darüber richtig Spaß macht!",
        "Es geht um {offer}, und darüber könnte ich den ganzen Tag reden!",
        "Noch immer sehe ich so viele Möglichkeiten darin!",
        "Bei {sender_company} freuen wir uns alle darauf, Ihnen {offer} vorzustellen!",
        "Gute Ideen haben eine zweite Chance verdient!",
        "Am meisten reizt mich, Ihre Gedanken dazu zu hören!",
    ),
    "playful": (
        "Es ging, Sie erinnern sich vielleicht dunkel, um {offer}.",
        "Meine Idee sitzt seitdem am Fenster und schaut sehnsüchtig hinaus.",
        "Aller guten Dinge sind drei, ich versuche es aber erst einmal mit zwei.",
        "Zur Auffrischung ohne Eselsbrücke: Wir von {sender_company} bieten {offer}.",
        "Ich frage nur nach, weil mein Kalender so erwartungsvoll guckt.",
        "Hartnäckig bin ich übrigens nur bei Ideen und bei Kuchen.",
    ),
    "modest": (
        "Es ging lediglich um {offer}, falls das für Sie überhaupt infrage kommt.",
        "Ich frage nur, damit ich Sie nicht unnötig weiter anschreibe.",
        "Vielleicht war der Zeitpunkt ungünstig, das kann ich von hier aus schlecht einschätzen.",
        "Unser Vorschlag bleibt bestehen, ohne dass Sie sich gedrängt fühlen sollen.",
        "Möglicherweise habe ich mich beim ersten Mal nicht klar genug ausgedrückt: Wir bieten {offer}.",
        "Sollte das Thema für Sie keines sein, ist das selbstverständlich in Ordnung.",
    ),
}

FOLLOW_UP_ASKS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Mögen Sie mir kurz sagen, ob das etwas für Sie ist?",
        "Sollen wir einmal telefonieren, vielleicht <moment>?",
        "Ein kurzes Ja oder Nein hilft mir schon, und beides ist willkommen.",
        "Wann dürfte ich mich bei Ihnen melden?",
        "Schreiben Sie mir gern, auch wenn Sie nur eine Frage haben.",
        "Vielleicht finden Sie <moment> ein paar Minuten für eine Antwort?",
    ),
    "formal": (
        "Für eine kurze Rückmeldung wäre ich Ihnen dankbar.",
        "Darf ich Sie <moment> anrufen?",
        "Bitte lassen Sie mich wissen, ob weiterhin Interesse besteht.",
        "Wünschen Sie nähere Auskünfte in schriftlicher Form?",
        "Sofern Sie kein Interesse haben, genügt ein kurzer Hinweis.",
        "Wäre ein Gespräch in Ihrem Sinne, zum Beispiel <moment>?",
    ),
    "direct": (
        "Ja, nein oder später?",
        "Kann ich Sie <moment> anrufen?",
        "Sagen Sie mir kurz Bescheid.",
        "Soll ich dranbleiben?",
        "Ein Wort genügt.",
        "Nennen Sie mir einen Termin oder sagen Sie ab.",
    ),
    "enthusiastic": (
        "Geben Sie der Idee zehn Minuten, vielleicht schon <moment>?",
        "Schreiben Sie mir, ich bin wirklich gespannt!",
        "Darf ich Ihnen am Telefon davon erzählen? Das wäre großartig!",
        "Ein kleines Ja, und ich mache Luftsprünge!",
        "Wann legen wir los mit dem Gespräch?",
        "Sagen Sie mir einfach, was Sie denken, ich freue mich darauf!",
    ),
    "playful": (
        "Einmal husten heißt ja, zweimal husten heißt nein, einverstanden?",
        "Schicken Sie mir ein Lebenszeichen, ein Satzzeichen genügt.",
        "Darf ich <moment> anrufen, oder versteckt sich dann das Telefon?",
        "Soll ich weiterklopfen oder leise den Flur hinunterschleichen?",
        "Werfen Sie eine Münze, wenn Sie unentschlossen sind, und verraten Sie mir das Ergebnis.",
        "Ein kurzes Piep reicht, den Rest reime ich mir zusammen.",
    ),
    "modest": (
        "Wenn Sie mögen, antworten Sie mir kurz, ansonsten melde ich mich nicht weiter.",
        "Dürfte ich Sie vielleicht doch um ein kurzes Wort bitten?",
        "Falls ein Gespräch denkbar ist, richte ich mich ganz nach Ihnen, etwa <moment>.",
        "Keine Antwort verstehe ich gern als ein freundliches Nein.",
        "Es genügt ein einziges Wort, sofern Sie überhaupt antworten möchten.",
        "Vielleicht ergibt sich <moment> ein ruhiger Augenblick dafür?",
    ),
}

REPLY_SUBJECTS: dict[str, tuple[str, ...]] = {
    "interested": (
        "Wie es weitergehen könnte, {company}",
        "Danke für Ihr Interesse",
        "Ihr Interesse und der nächste Schritt",
    ),
    "question": (
        "Zu Ihrer Frage",
        "Ihre Frage an {sender_company}",
        "Danke für Ihre Rückfrage, {company}",
    ),
    "later": (
        "Gern zu einem späteren Zeitpunkt",
        "Wir haben Zeit, {company}",
        "Einverstanden, dann später",
    ),
    "no": (
        "Danke für Ihre offene Antwort",
        "Verstanden, und alles Gute",
        "Ihre Absage, mit Dank gelesen",
    ),
}

REPLY_OPENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "Wie schön, dass Sie sich gemeldet haben!",
            "Über Ihre Antwort habe ich mich sehr gefreut.",
            "Herzlichen Dank, dass Sie mehr wissen möchten!",
            "Das ist eine schöne Nachricht von {company}.",
        ),
        "question": (
            "Danke für Ihre Frage, die beantworte ich gern.",
            "Gut, dass Sie nachfragen!",
            "Ihre Frage kann ich gut verstehen.",
            "Schön, dass Sie es genauer wissen möchten.",
        ),
        "later": (
            "Danke, dass Sie mir so offen Bescheid geben.",
            "Kein Problem, das verstehe ich gut.",
            "Natürlich, alles zu seiner Zeit.",
            "Lieb von Ihnen, dass Sie trotzdem geantwortet haben.",
        ),
        "no": (
            "Herzlichen Dank für Ihre ehrliche Antwort.",
            "Schade, aber ich verstehe das gut.",
            "Danke, dass Sie sich die Zeit für eine Antwort genommen haben.",
            "Das ist völlig in Ordnung, danke fürs Bescheidgeben.",
        ),
    },
    "formal": {
        "interested": (
            "Haben Sie vielen Dank für Ihre Antwort und Ihr Interesse.",
            "Ihre Rückmeldung hat mich sehr gefreut.",
            "Für Ihr Interesse an unserem Angebot danke ich Ihnen.",
            "Mit Freude habe ich Ihre Nachricht gelesen.",
        ),
        "question": (
            "Vielen Dank für Ihre Rückfrage.",
            "Ihre Frage beantworte ich gern.",
            "Für Ihr Interesse an näheren Angaben danke ich Ihnen.",
            "Ich danke Ihnen für Ihre Nachricht und die darin gestellte Frage.",
        ),
        "later": (
            "Vielen Dank für Ihre Nachricht, für die ich volles Verständnis habe.",
            "Ihren Wunsch nach einem späteren Zeitpunkt respektiere ich selbstverständlich.",
            "Haben Sie Dank für Ihren freundlichen Hinweis.",
            "Ich danke Ihnen für die offene Auskunft.",
        ),
        "no": (
            "Für Ihre klare Antwort danke ich Ihnen.",
            "Vielen Dank, dass Sie sich die Mühe einer Antwort gemacht haben.",
            "Ihre Entscheidung nehme ich mit Respekt zur Kenntnis.",
            "Haben Sie Dank für Ihre offene Mitteilung.",
        ),
    },
    "direct": {
        "interested": (
            "Danke für Ihre Antwort.",
            "Gut, dann machen wir weiter.",
            "Freut mich.",
            "Das höre ich gern.",
        ),
        "question": (
            "Gute Frage.",
            "Danke für die Nachfrage.",
            "Zu Ihrer Frage eine kurze Antwort.",
            "Klar, das sollten Sie wissen.",
        ),
        "later": (
            "Verstanden.",
            "Danke für die klare Auskunft.",
            "In Ordnung, dann später.",
            "Kein Problem.",
        ),
        "no": (
            "Danke für das klare Wort.",
            "Alles klar.",
            "Ein Nein ist eine gute Antwort.",
            "Akzeptiert.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "Was für eine tolle Nachricht!",
            "Ich habe mich riesig über Ihre Antwort gefreut!",
            "Juhu, da geht mir das Herz auf!",
            "Sie glauben nicht, wie sehr mich Ihre Zeilen freuen!",
        ),
        "question": (
            "Großartig, dass Sie nachfragen!",
            "Auf diese Frage habe ich mich schon gefreut!",
            "Da fragen Sie genau das Richtige!",
            "Wie schön, Sie wollen es genau wissen!",
        ),
        "later": (
            "Das ist doch wunderbar, Vorfreude ist die schönste Freude!",
            "Ich freue mich, dass die Tür offen bleibt!",
            "Klasse, dass Sie mir gleich geantwortet haben!",
            "Später klingt für mich nach einer richtig guten Verabredung!",
        ),
        "no": (
            "Tausend Dank für Ihre ehrliche Antwort!",
            "Über Ihre Antwort freue ich mich trotzdem!",
            "Danke, danke, danke, dass Sie sich gemeldet haben!",
            "Ihre Offenheit finde ich großartig!",
        ),
    },
    "playful": {
        "interested": (
            "Eben bin ich vor Freude fast über das Ladekabel gestolpert.",
            "Ihre Antwort hat mein Postfach zum Strahlen gebracht.",
            "Damit haben Sie meinem Kaffee glatt die Show gestohlen.",
            "Hurra, die Brieftaube ist gelandet!",
        ),
        "question": (
            "Ertappt, genau das hätte ich gleich dazuschreiben sollen.",
            "Wer fragt, bekommt bei mir ein Sternchen.",
            "Hundert Punkte für diese Frage!",
            "Ihre Frage sitzt schon bei mir am Tisch und wird bewirtet.",
        ),
        "later": (
            "Gut Ding will Weile haben, sagt auch meine Zimmerpflanze.",
            "Alles klar, ich stelle die Eieruhr.",
            "Später ist ein schönes Wort, da kann man bis dahin noch Kuchen essen.",
            "Meine Idee packt derweil ihr Strickzeug aus.",
        ),
        "no": (
            "Autsch, aber charmant gesagt.",
            "Ein Korb, immerhin ein hübsch geflochtener.",
            "Meine Idee schnieft kurz und bedankt sich artig.",
            "Danke für die klare Ansage, ich räume die Bühne.",
        ),
    },
    "modest": {
        "interested": (
            "Mit so einer freundlichen Antwort hatte ich kaum gerechnet.",
            "Ich danke Ihnen, dass Sie sich damit befassen möchten.",
            "Dass Sie sich die Zeit nehmen, weiß ich zu schätzen.",
            "Ihre Zeilen haben mich gefreut, vielen Dank dafür.",
        ),
        "question": (
            "Danke, dass Sie nachfragen, vielleicht war ich nicht deutlich genug.",
            "Ihre Frage ist berechtigt.",
            "Ich will versuchen, Ihnen zu antworten, so gut ich es kann.",
            "Entschuldigen Sie, das hätte ich wohl gleich erwähnen sollen.",
        ),
        "later": (
            "Danke, und lassen Sie sich bitte alle Zeit, die Sie brauchen.",
            "Das verstehe ich sehr gut, es war vielleicht nicht der richtige Augenblick.",
            "Schon Ihre Antwort freut mich, auch ohne Zusage.",
            "Sie müssen sich keinesfalls festlegen.",
        ),
        "no": (
            "Ich danke Ihnen sehr, dass Sie mir überhaupt geantwortet haben.",
            "Das ist vollkommen verständlich.",
            "Verzeihen Sie bitte, falls ich Sie gestört habe.",
            "Ihre Absage nehme ich ohne Weiteres an.",
        ),
    },
}

REPLY_ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "Am besten erzähle ich Ihnen in Ruhe, wie wir bei {sender_company} arbeiten.",
            "Gern schaue ich mit Ihnen zusammen, was für {your_label_acc} passt.",
            "Es geht ja um {offer}, und da gibt es sicher einiges zu besprechen.",
            "Ich richte mich gern nach Ihnen, am Telefon oder per E-Mail.",
        ),
        "question": (
            "Damit Sie alles in Ruhe ansehen können, schicke ich Ihnen gern die Einzelheiten.",
            "Was zu {your_label_dat} passt und was es kostet, stellen wir Ihnen gern zusammen.",
            "Ein paar Angaben von Ihnen, und ich kann Ihnen etwas Passendes schicken.",
            "Lieber antworte ich Ihnen genau als schnell, deshalb schicke ich es Ihnen schriftlich.",
        ),
        "later": (
            "Ich melde mich gern wieder, wenn es Ihnen besser passt.",
            "Unsere Idee läuft ja nicht weg.",
            "Kümmern Sie sich erst einmal um das, was gerade wichtig ist.",
            "Wir warten gern, bis bei Ihnen etwas mehr Ruhe ist.",
        ),
        "no": (
            "Dann lasse ich Sie mit dem Thema in Ruhe.",
            "Ihre Antwort hilft mir, und ich frage nicht weiter nach.",
            "Es war einen Versuch wert, und Sie müssen nichts weiter tun.",
            "Nichts für ungut, ich komme darauf nicht mehr zurück.",
        ),
    },
    "formal": {
        "interested": (
            "Gern erläutere ich Ihnen das weitere Vorgehen in einem Gespräch.",
            "Wir stellen Ihnen {offer} gern ausführlich vor.",
            "Zunächst würde ich mich gern über Ihre Wünsche informieren.",
            "Der nächste Schritt könnte ein kurzes Gespräch über Ihre Vorstellungen sein.",
        ),
        "question": (
            "Die gewünschten Angaben stelle ich Ihnen gern schriftlich zusammen.",
            "Gern lasse ich Ihnen eine ausführliche Beschreibung mit Preisangaben zukommen.",
            "Um Ihnen verlässlich antworten zu können, möchte ich Ihren Bedarf genauer kennen.",
            "Einzelheiten zu Umfang und Kosten sende ich Ihnen auf Wunsch zu.",
        ),
        "later": (
            "Ich komme gern zu einem Zeitpunkt Ihrer Wahl auf die Angelegenheit zurück.",
            "Unser Vorschlag kann ohne Weiteres ruhen, bis es Ihnen passt.",
            "Bis dahin werde ich Sie nicht weiter behelligen.",
            "Den passenden Zeitpunkt bestimmen selbstverständlich Sie.",
        ),
        "no": (
            "Ich werde Sie in dieser Angelegenheit nicht erneut anschreiben.",
            "Ihre Gründe bedürfen keiner weiteren Erläuterung.",
            "Damit betrachte ich meine Anfrage als erledigt.",
            "Selbstverständlich respektieren wir Ihre Entscheidung.",
        ),
    },
    "direct": {
        "interested": (
            "Der nächste Schritt ist ein kurzes Telefonat.",
            "Ich zeige Ihnen, wie es läuft.",
            "Wir besprechen, was Sie brauchen, dann sehen wir weiter.",
            "Es geht um {offer}, alles Weitere klären wir im Gespräch.",
        ),
        "question": (
            "Die Details schicke ich Ihnen gern schriftlich.",
            "Einen Preis nenne ich erst, wenn ich weiß, was Sie brauchen.",
            "Sagen Sie mir den Umfang, dann bekommen Sie ein Angebot.",
            "Alles dazu passt auf eine Seite, die ich Ihnen gern sende.",
        ),
        "later": (
            "Ich melde mich, wenn Sie es sagen.",
            "Bis dahin hören Sie nichts von mir.",
            "Der Vorschlag kann warten.",
            "Sie bestimmen den Zeitpunkt.",
        ),
        "no": (
            "Ich schreibe Ihnen dazu nicht mehr.",
            "Damit ist das Thema erledigt.",
            "Ich frage nicht nach.",
            "Sie müssen nichts weiter tun.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "Am liebsten würde ich Ihnen sofort alles über {offer} erzählen!",
            "Jetzt wird es richtig spannend, denn nun geht es um Ihre Wünsche!",
            "Bei {sender_company} können wir es kaum erwarten, mit Ihnen zu sprechen!",
            "Lassen Sie uns gemeinsam überlegen, was für {your_label_acc} am schönsten wäre!",
        ),
        "question": (
            "Alle Einzelheiten schicke ich Ihnen mit dem größten Vergnügen!",
            "Erzählen Sie mir, was Ihnen vorschwebt, und ich stelle Ihnen mit Feuereifer etwas zusammen!",
            "Zu Preisen und Details bekommen Sie von mir liebend gern mehr!",
            "Mit ein paar Angaben von Ihnen kann ich gleich loslegen!",
        ),
        "later": (
            "Die Idee wird bis dahin bestimmt nicht kleiner!",
            "Ich hebe mir meine ganze Energie für Sie auf!",
            "Sobald Sie so weit sind, bin ich mit vollem Schwung dabei!",
            "Nehmen Sie sich alle Zeit der Welt, ich bleibe begeistert!",
        ),
        "no": (
            "Kein bisschen schlimm, denn ein klares Wort ist Gold wert!",
            "Sie hören in dieser Sache nichts mehr von mir, Ehrenwort!",
            "Es hat mir trotzdem richtig Freude gemacht, Ihnen zu schreiben!",
            "Ihr Nein nehme ich sportlich und mit einem Lächeln!",
        ),
    },
    "playful": {
        "interested": (
            "Damit öffnen wir feierlich Kapitel zwei, in dem es um {offer} geht.",
            "Ich poliere schon einmal die guten Argumente.",
            "Den roten Teppich für unser Gespräch habe ich gedanklich ausgerollt.",
            "Nun fehlt uns nur noch ein Termin und vielleicht ein Keks.",
        ),
        "question": (
            "Die Einzelheiten schicke ich Ihnen gern, sauber gefaltet und ohne Eselsohren.",
            "Bevor ich einen Preis aus dem Hut zaubere, wüsste ich gern, was Sie brauchen.",
            "Aus meinem Nähkästchen hole ich Ihnen alles, was Sie wissen möchten.",
            "Verraten Sie mir Ihre Wünsche, und ich schnüre Ihnen ein Päckchen mit Details.",
        ),
        "later": (
            "Bis dahin halte ich die Füße still und das Telefon auch.",
            "Ich mache mir einen Knoten ins Taschentuch.",
            "Unser Vorschlag kommt solange ins Gemüsefach, dort bleibt er frisch.",
            "Sie pfeifen, und ich komme um die Ecke.",
        ),
        "no": (
            "Ich verlasse das Postfach so leise, wie ich gekommen bin.",
            "Keine Tränen, höchstens eine halbe.",
            "Der Vorhang fällt, und Zugaben gibt es von mir keine.",
            "Mein Vorschlag trollt sich und winkt noch einmal.",
        ),
    },
    "modest": {
        "interested": (
            "Vielleicht sprechen wir einfach erst einmal darüber, ob {offer} überhaupt das Richtige für Sie wäre.",
            "Gern erkläre ich Ihnen mehr, ohne dass Sie sich damit zu etwas verpflichten.",
            "Womöglich haben Sie ganz eigene Vorstellungen, die ich gern hören würde.",
            "Wir können in aller Ruhe und ganz klein anfangen.",
        ),
        "question": (
            "Aus dem Stegreif möchte ich nichts Falsches sagen, deshalb schicke ich es Ihnen lieber schriftlich.",
            "Wenn Sie mögen, stelle ich Ihnen die Einzelheiten in Ruhe zusammen.",
            "Was es in Ihrem Fall kosten würde, kann ich so leider nicht sagen, ich erkundige mich aber gern.",
            "Vielleicht helfen Ihnen ein paar schriftliche Angaben weiter, die ich Ihnen gern sende.",
        ),
        "later": (
            "Ich warte gern, und wenn es nie passt, ist das auch kein Unglück.",
            "Wenn es Ihnen lieber ist, melden Sie sich einfach selbst.",
            "Es besteht wirklich keine Eile.",
            "Womöglich sieht in einiger Zeit alles anders aus, da warten wir besser ab.",
        ),
        "no": (
            "Sie haben gewiss gute Gründe, und ich frage nicht weiter.",
            "Wahrscheinlich hätte ich selbst genauso entschieden.",
            "Ich werde Sie damit nicht noch einmal behelligen.",
            "Es war nur ein Gedanke, und er darf hier enden.",
        ),
    },
}

REPLY_ASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "Wann darf ich Sie anrufen, vielleicht <moment>?",
            "Welcher Tag ist Ihnen am liebsten?",
            "Passt es Ihnen <moment>?",
            "Mögen Sie mir eine Telefonnummer schicken, unter der ich Sie gut erreiche?",
        ),
        "question": (
            "Darf ich Ihnen die Einzelheiten per E-Mail schicken?",
            "Ist Ihnen das schriftlich lieber oder am Telefon, vielleicht <moment>?",
            "Wohin darf ich Ihnen die Angaben senden?",
            "Gibt es noch etwas, das Sie wissen möchten?",
        ),
        "later": (
            "Wann wäre denn ein guter Zeitpunkt?",
            "Soll ich mich in ein paar Wochen wieder melden?",
            "Sagen Sie mir einfach, wann es Ihnen recht ist.",
            "Darf ich dann noch einmal auf Sie zukommen?",
        ),
        "no": (
            "Alles Gute für Sie und {your_label_acc}!",
            "Ich wünsche Ihnen weiterhin viel Freude bei der Arbeit.",
            "Machen Sie es gut!",
            "Einen schönen Gruß an alle bei {company} und alles Liebe!",
        ),
    },
    "formal": {
        "interested": (
            "Welcher Termin wäre Ihnen angenehm, etwa <moment>?",
            "Dürfte ich Sie hierzu anrufen?",
            "Bitte nennen Sie mir einen Zeitpunkt, der Ihnen zusagt.",
            "Unter welcher Rufnummer kann ich Sie erreichen?",
        ),
        "question": (
            "Darf ich Ihnen die Unterlagen per E-Mail übersenden?",
            "Welche Angaben sind für Sie von besonderem Interesse?",
            "Bitte teilen Sie mir mit, in welcher Form Sie die Auskünfte wünschen.",
            "Wären Sie mit einem kurzen Gespräch zur Klärung einverstanden, etwa <moment>?",
        ),
        "later": (
            "Zu welchem Zeitpunkt darf ich mich erneut an Sie wenden?",
            "Wäre es Ihnen recht, wenn ich in einigen Wochen nachfrage?",
            "Bitte lassen Sie mich wissen, wann Ihnen eine Nachricht gelegen kommt.",
            "Dürfte ich mir einen Termin dafür vormerken?",
        ),
        "no": (
            "Für die Zukunft wünsche ich Ihnen und {your_label_dat} alles Gute.",
            "Ich wünsche Ihnen weiterhin viel Erfolg.",
            "Sollten Sie eines Tages darauf zurückkommen wollen, stehe ich Ihnen gern zur Verfügung.",
            "Mit den besten Wünschen verabschiede ich mich von Ihnen.",
        ),
    },
    "direct": {
        "interested": (
            "Wann passt es Ihnen?",
            "Telefonieren wir <moment>?",
            "Welche Nummer soll ich wählen?",
            "Nennen Sie mir zwei Termine, ich nehme einen davon.",
        ),
        "question": (
            "Soll ich die Details schicken?",
            "Was genau brauchen Sie?",
            "Reicht Ihnen eine E-Mail?",
            "Klären wir den Rest am Telefon, etwa <moment>?",
        ),
        "later": (
            "Wann soll ich mich melden?",
            "Nennen Sie mir einen Monat.",
            "Reicht Ihnen eine Nachricht in ein paar Wochen?",
            "Oder melden Sie sich selbst?",
        ),
        "no": (
            "Alles Gute.",
            "Viel Erfolg weiterhin.",
            "Danke und auf Wiedersehen.",
            "Machen Sie weiter so, wie es für Sie richtig ist.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "Wollen wir gleich <moment> telefonieren?",
            "Nennen Sie mir Ihren Lieblingstermin, ich freue mich schon!",
            "Wann darf ich Sie mit meiner Begeisterung anstecken?",
            "Haben Sie diese Woche Zeit? Das wäre fantastisch!",
        ),
        "question": (
            "Darf ich Ihnen gleich alles schicken?",
            "Was möchten Sie noch wissen? Ich bin voll dabei!",
            "Sollen wir es <moment> am Telefon durchgehen? Ich hätte große Lust darauf!",
            "Schreiben Sie mir, was Ihnen wichtig ist, und ich antworte mit Freude!",
        ),
        "later": (
            "Wann darf ich wieder voller Freude anklopfen?",
            "Verraten Sie mir einen Monat, ich trage ihn mir dick in den Kalender ein!",
            "Darf ich mich wieder bei Ihnen melden? Ich freue mich schon jetzt!",
            "Sagen Sie einfach, wann es so weit ist!",
        ),
        "no": (
            "Ich wünsche Ihnen und {your_label_dat} das Allerbeste!",
            "Bleiben Sie so herrlich offen!",
            "Auf dass bei Ihnen alles wunderbar läuft!",
            "Von Herzen alles Gute für {company}!",
        ),
    },
    "playful": {
        "interested": (
            "Wann darf das Telefon bei Ihnen tanzen, vielleicht <moment>?",
            "Zücken Sie den Kalender, ich zücke meinen?",
            "Schlagen Sie einen Termin vor, ich schlage ein.",
            "Bei welcher Nummer darf ich klingeln, ohne wegzulaufen?",
        ),
        "question": (
            "Soll die Brieftaube gleich mit den Details losfliegen?",
            "Welche Frage darf ich noch aus dem Karton holen?",
            "Lieber schwarz auf weiß oder als Hörspiel am Telefon?",
            "Darf ich die Antwort als E-Mail verkleidet vorbeischicken?",
        ),
        "later": (
            "Auf welche Stunde soll ich die Eieruhr denn stellen?",
            "Wann darf ich wieder um die Ecke lugen?",
            "Flüstern Sie mir einen Monat, ich behalte ihn für mich.",
            "Soll ich winken, oder pfeifen Sie?",
        ),
        "no": (
            "Ich ziehe den Hut und wünsche Ihnen stets guten Kaffee.",
            "Machen Sie es so gut, dass man es bis hierher hört.",
            "Zum Abschied gibt es eine Verbeugung und die besten Wünsche.",
            "Leben Sie wohl, und grüßen Sie mir Ihren Papierkorb.",
        ),
    },
    "modest": {
        "interested": (
            "Wäre Ihnen vielleicht <moment> ein kurzes Gespräch recht?",
            "Dürfte ich Sie bei Gelegenheit anrufen?",
            "Wann immer es Ihnen passt, richte ich mich danach.",
            "Ob Sie mir wohl einen Zeitpunkt nennen mögen, ganz nach Ihrem Belieben?",
        ),
        "question": (
            "Wäre es Ihnen recht, wenn ich Ihnen etwas Schriftliches schicke?",
            "Mögen Sie mir vielleicht sagen, was Ihnen besonders wichtig ist?",
            "Falls Ihnen etwas fehlt, fragen Sie bitte einfach weiter.",
            "Dürfte ich Ihnen die Angaben zusenden, oder ist das zu viel?",
        ),
        "later": (
            "Dürfte ich vielleicht irgendwann noch einmal nachfragen?",
            "Wenn Sie möchten, nennen Sie mir ungefähr einen Zeitpunkt.",
            "Soll ich lieber abwarten, bis Sie sich melden?",
            "Möchten Sie überhaupt, dass ich noch einmal schreibe?",
        ),
        "no": (
            "Ich wünsche Ihnen in aller Stille alles Gute.",
            "Haben Sie weiterhin gute Tage, und danke für Ihre Geduld.",
            "Bitte behalten Sie meine Zeilen nicht in schlechter Erinnerung.",
            "Möge bei {company} alles so gelingen, wie Sie es sich wünschen.",
        ),
    },
}
