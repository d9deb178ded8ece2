"""What people call the sectors, in English and German, beside the labels on screen."""

NAMES: dict[str, str] = {
    "cafe": "cafe, coffee shop, coffee house, coffee bar, tea room, café, kaffeehaus, kaffee, konditorei-café",
    "restaurant": "restaurant, eatery, diner, bistro, gasthaus, gaststätte, wirtshaus, gasthof, lokal",
    "bakery": "bakery, baker, bäckerei, bäcker, konditorei, patisserie, pastry shop, backstube",
    "bar": "bar, cocktail bar, wine bar, weinbar, nachtbar",
    "pub": "pub, tavern, beer hall, kneipe, bierstube, brauhaus",
    "hotel": "hotel, guest house, guesthouse, inn, bed and breakfast, b&b, pension, gästehaus, ferienhotel",
    "gym": "gym, fitness studio, fitness centre, fitness center, health club, fitnessstudio, fitnesscenter",
    "hairdresser": "hairdresser, hair salon, barber, barbershop, friseur, friseursalon, frisör, friseurin, barbier",
    "florist": "florist, flower shop, blumenladen, florist, floristin, blumengeschäft, blumenhandlung",
    "bookshop": "bookshop, book shop, bookstore, book store, buchhandlung, buchladen, bücherladen",
    "bicycle": "bicycle shop, bike shop, cycle shop, fahrradladen, fahrradgeschäft, radladen, fahrradhändler",
    "garage": "garage, car workshop, car repair, car repair shop, auto repair, mechanic, autowerkstatt, "
    "kfz-werkstatt, werkstatt, autoreparatur",
    "supermarket": "supermarket, grocery store, supermarkt, lebensmittelmarkt",
    "doctor": "doctor, physician, gp, general practitioner, medical practice, doctor's office, arzt, ärztin, "
    "ärzte, arztpraxis, arztpraxen, hausarzt, hausärzte",
    "dentist": "dentist, dental practice, dental surgery, dental clinic, zahnarzt, zahnärztin, zahnärzte, "
    "zahnarztpraxis, zahnarztpraxen",
    "pharmacy": "pharmacy, chemist, drugstore, apotheke",
    "veterinary": "vet, veterinarian, veterinary practice, animal clinic, tierarzt, tierärzte, tierarztpraxis, "
    "tierklinik",
    "butcher": "butcher, butcher shop, butchery, metzger, metzgerei, fleischer, fleischerei, schlachter",
    "greengrocer": "greengrocer, fruit shop, vegetable shop, obsthändler, gemüsehändler, gemüseladen, obst und gemüse",
    "wine_shop": "wine shop, wine merchant, weinhandlung, weinladen, weinhändler, vinothek",
    "ice_cream": "ice cream parlour, ice cream parlor, ice cream shop, gelateria, eisdiele, eiscafé, eissalon",
    "snack_bar": "snack bar, fast food, takeaway, imbiss, schnellimbiss, döner, dönerladen, pommesbude",
    "beauty_salon": "beauty salon, beautician, cosmetician, nail salon, kosmetikstudio, kosmetiksalon, kosmetikerin, "
    "nagelstudio, schönheitssalon",
    "massage": "massage, massage practice, masseur, massagepraxis, massagestudio",
    "optician": "optician, optometrist, optiker, augenoptiker, brillengeschäft",
    "jeweller": "jeweller, jeweler, jewellery shop, goldsmith, juwelier, goldschmied, schmuckgeschäft, uhrmacher",
    "clothes": "clothes shop, clothing store, fashion store, boutique, modegeschäft, bekleidungsgeschäft, kleiderladen",
    "shoes": "shoe shop, shoe store, schuhgeschäft, schuhladen, schuhhaus",
    "furniture": "furniture shop, furniture store, möbelhaus, möbelgeschäft, möbelladen, einrichtungshaus",
    "toys": "toy shop, toy store, spielwarenladen, spielzeugladen, spielwarengeschäft",
    "pet_shop": "pet shop, pet store, tierhandlung, zoohandlung, tierbedarf",
    "garden_centre": "garden centre, garden center, nursery, gartencenter, gärtnerei",
    "hardware": "hardware shop, hardware store, diy store, baumarkt, eisenwarenhandlung, eisenwaren",
    "electronics": "electronics shop, electronics store, computer shop, elektronikgeschäft, computerladen, "
    "elektromarkt",
    "stationery": "stationery shop, stationer, schreibwarenladen, schreibwarengeschäft, papeterie",
    "sports_shop": "sports shop, sporting goods store, sportgeschäft, sportladen",
    "music_shop": "music shop, music store, instrument shop, musikgeschäft, musikhaus, musikladen",
    "photographer": "photographer, photo studio, photography studio, fotograf, fotografin, fotostudio, fotografen",
    "architect": "architect, architecture firm, architekt, architektin, architekten, architekturbüro",
    "lawyer": "lawyer, attorney, law firm, solicitor, law office, rechtsanwalt, rechtsanwälte, anwalt, "
    "anwälte, kanzlei, anwaltskanzlei",
    "tax_adviser": "tax adviser, tax advisor, accountant, tax consultant, steuerberater, steuerberatung, "
    "steuerbüro, buchhalter",
    "estate_agent": "estate agent, real estate agent, realtor, estate agency, real estate agency, immobilienmakler, "
    "makler, immobilienbüro",
    "insurance": "insurance office, insurance agency, insurance broker, versicherung, versicherungsbüro, "
    "versicherungsmakler, versicherungsagentur",
    "travel_agency": "travel agency, travel agent, reisebüro, reisebüros",
    "driving_school": "driving school, fahrschule",
    "language_school": "language school, sprachschule",
    "kindergarten": "kindergarten, nursery school, day care, preschool, kita, kindertagesstätte, kindergärten",
    "physiotherapist": "physiotherapist, physio, physical therapist, physiotherapy, physiotherapy practice, "
    "physiotherapie, physiotherapeut, physiotherapeutin, physiotherapiepraxis, physiotherapiepraxen, "
    "krankengymnastik",
    "carpenter": "carpenter, joiner, cabinet maker, tischler, tischlerei, schreiner, schreinerei, zimmerer",
    "electrician": "electrician, electrical contractor, elektriker, elektrobetrieb, elektroinstallateur",
    "plumber": "plumber, plumbing business, heating engineer, klempner, installateur, sanitärbetrieb",
    "painter": "painter, decorator, painting business, maler, malerbetrieb, malermeister, anstreicher",
    "laundry": "laundry, launderette, dry cleaner, dry cleaning, wäscherei, waschsalon, reinigung, textilreinigung",
    "tailor": "tailor, seamstress, alterations, schneider, schneiderei, änderungsschneiderei",
    "car_dealer": "car dealer, car dealership, autohaus, autohändler, autohäuser",
    "coworking": "coworking space, coworking, co-working space, shared office, coworking-büro",
    "dance_school": "dance school, dance studio, tanzschule, tanzstudio",
    "hostel": "hostel, youth hostel, jugendherberge",
    "campsite": "campsite, camping site, campground, campingplatz, campingplätze, zeltplatz",
    "gallery": "gallery, art gallery, galerie, kunstgalerie",
    "cinema": "cinema, movie theater, movie theatre, kino",
}
"""Singular forms by slug; a plural is known by its ending, where it is not one of these itself."""
