"""What later e-mails in Spanish are made of: the second message after silence, and the answer to a reply."""

FOLLOW_UP_SUBJECTS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Otra vez yo, {company}",
        "¿Os llegó mi mensaje?",
        "Retomando mi correo a {company}",
        "Por si se os pasó",
        "Un segundo saludo de {sender_company}",
    ),
    "formal": (
        "En relación con nuestro mensaje anterior",
        "Seguimiento de nuestra propuesta a {company}",
        "Nuestra propuesta para {company}: recordatorio",
        "Segundo mensaje de {sender_company}",
        "Referencia: propuesta enviada a {company}",
    ),
    "direct": (
        "Segundo intento, {company}",
        "Recordatorio breve",
        "Mi propuesta: ¿sí o no?",
        "{company}: sigo a la espera",
        "Falta su respuesta",
    ),
    "enthusiastic": (
        "¡Aquí sigo, {company}!",
        "¡La idea sigue en pie!",
        "¡Vuelvo con las mismas ganas!",
        "{company}, ¡no me rindo tan pronto!",
        "Segunda ronda, ¡con más ilusión!",
    ),
    "playful": (
        "Toc, toc, segunda parte",
        "El regreso del correo de {sender_company}",
        "¿Se comió el buzón mi mensaje?",
        "Soy yo, el correo de la otra vez",
        "Segunda temporada, capítulo uno",
    ),
    "modest": (
        "Solo un pequeño recordatorio",
        "Por si mi mensaje se perdió, {company}",
        "Sin ánimo de insistir",
        "Quizá no llegó mi correo",
        "Una última consulta, si me permiten",
    ),
}

FOLLOW_UP_OPENINGS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Os escribí y me he quedado con la duda de si os llegó.",
        "Vuelvo a asomarme a vuestro buzón, por si el primer correo se perdió entre otros.",
        "Mi mensaje anterior se quedó sin respuesta, y lo entiendo: hay días en que no se llega a todo.",
        "Soy {sender}, de {sender_company}, otra vez por aquí.",
        "Como no he sabido nada de vosotros, me animo a saludaros de nuevo.",
        "A lo mejor mi correo os pilló en mal momento, así que pruebo otra vez.",
        "Retomo el correo que os mandé, por si se os pasó.",
        "¿Pudisteis echarle un vistazo a lo que os escribí?",
    ),
    "formal": (
        "Nos permitimos retomar el mensaje que les enviamos, al no haber recibido respuesta.",
        "Con anterioridad les hicimos llegar una propuesta y desconocemos si la han recibido.",
        "En relación con nuestro escrito anterior, quisiéramos preguntarles si han podido examinarlo.",
        "Les escribimos de nuevo en nombre de {sender_company}.",
        "Hasta el momento no hemos tenido noticias suyas con respecto a nuestra propuesta.",
        "Es posible que nuestro mensaje anterior no les llegara en el momento oportuno.",
        "Volvemos a dirigirnos a {company} por si nuestro correo no llegó a su destino.",
        "Tras nuestro primer mensaje, nos gustaría conocer su parecer.",
    ),
    "direct": (
        "Les escribí y no he tenido respuesta.",
        "Segundo correo, más corto que el primero.",
        "¿Leyeron mi mensaje?",
        "Retomo mi propuesta.",
        "No sé si mi correo llegó.",
        "Vuelvo con la misma pregunta.",
        "Mi primer mensaje sigue sin respuesta.",
        "Insisto, pero en pocas líneas.",
    ),
    "enthusiastic": (
        "¡Vuelvo a la carga, y con una sonrisa!",
        "Os escribí con tanta ilusión que no puedo quedarme sin preguntar: ¿os llegó?",
        "¡Aquí estoy otra vez, con la misma energía!",
        "Mi idea y yo seguimos esperando noticias vuestras.",
        "Aunque no he recibido respuesta, ¡las ganas siguen intactas!",
        "No quería dejar pasar la ocasión de saludaros de nuevo.",
        "¿Visteis mi mensaje? ¡Ojalá que sí!",
        "Soy {sender}, de {sender_company}, ¡y no se me va vuestro nombre de la cabeza!",
    ),
    "playful": (
        "Mi correo anterior debe de estar de vacaciones, porque no ha mandado ni una postal.",
        "Vuelvo como el cartero, que siempre llama dos veces.",
        "O el buzón se comió mi mensaje o andabais salvando el mundo.",
        "El silencio es oro, dicen, y yo ya tengo para un anillo.",
        "Aquí el correo de la otra vez, con zapatos nuevos.",
        "Lancé una botella al mar y vengo a ver si ha llegado a la orilla.",
        "No quiero dar la lata, así que toco la puerta con un solo dedo.",
        "Segundo asalto, con guantes de algodón.",
    ),
    "modest": (
        "Les escribí y no quisiera resultar insistente, pero me queda la duda de si llegó.",
        "Quizá mi mensaje se perdió, o quizá no era el momento.",
        "Disculpen que vuelva a escribirles.",
        "Si ya leyeron mi correo y no les interesa, pueden cerrar este sin más.",
        "No he tenido respuesta, y lo comprendo perfectamente.",
        "Me permito un segundo mensaje, más breve.",
        "Tal vez mi correo quedó enterrado entre otros muchos.",
        "Solo quería preguntar, con toda discreción, si recibieron mis líneas.",
    ),
}

FOLLOW_UP_REASONS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "Sigo pensando que la idea podría veniros bien.",
        "Los correos se pierden con facilidad, y me daba pena dejarlo ahí.",
        "Prefiero preguntar una vez más que quedarme con la duda.",
        "Entre tanto mensaje es normal que alguno se escape.",
        "Me gustaría saber si va con vosotros o si mejor os dejo en paz.",
        "Quizá ahora tengáis un ratito más calmado.",
    ),
    "formal": (
        "Seguimos considerando que la propuesta podría resultar de interés para {company}.",
        "Entendemos que sus obligaciones no siempre permiten responder a cada mensaje.",
        "Deseamos asegurarnos de que la información haya llegado a la persona indicada.",
        "Una breve indicación por su parte nos permitiría saber si procede continuar.",
        "No quisiéramos dar el asunto por cerrado sin conocer su opinión.",
        "Quizá haya surgido alguna pregunta que podamos aclarar.",
    ),
    "direct": (
        "La propuesta sigue en pie.",
        "Creo que puede servirles.",
        "Un «no» me resulta igual de útil.",
        "Los correos se pierden; por si acaso, repito.",
        "Prefiero preguntar antes que suponer.",
        "Así sé si sigo o lo dejo.",
    ),
    "enthusiastic": (
        "¡Sigo con la corazonada de que escribo a quien toca!",
        "Las buenas ideas merecen una segunda oportunidad, ¡digo yo!",
        "¡Me daría mucha pena que todo se quedara en un correo perdido!",
        "Cuanto más lo pienso, más ganas tengo de contároslo.",
        "¡Quién sabe si hoy es el día bueno!",
        "Una idea así no se cuenta todos los días, ¡al menos yo no!",
    ),
    "playful": (
        "Mi abuela decía que quien no pregunta se queda sin croqueta.",
        "Las bandejas de entrada tienen más fondo que la chistera de un mago.",
        "Si el primer correo era el aperitivo, este viene sin hueso.",
        "Me quedaba la espinita, y con pinzas no salía.",
        "A veces los mensajes se esconden, como los calcetines en la lavadora.",
        "Un segundo intento engorda menos que un segundo postre.",
    ),
    "modest": (
        "Solo vuelvo a escribir por si les fuera útil.",
        "Puede que ya lo tengan resuelto, y me alegraría por ustedes.",
        "No quisiera molestar, solo saber si tiene sentido.",
        "A veces un mensaje llega en mal momento, sin culpa de nadie.",
        "Me bastaría con saber que al menos lo han visto.",
        "Quizá haya otra persona en {company} a quien le corresponda.",
    ),
}

FOLLOW_UP_ASKS: dict[str, tuple[str, ...]] = {
    "friendly": (
        "¿Os viene mejor que os llame, quizá <moment>?",
        "Decidme solo si sigo o si lo dejamos, y tan amigos.",
        "¿Os apetece que os mande un resumen?",
        "Con una línea vuestra me basta y me sobra.",
        "¿Hay otro momento que os vaya mejor?",
        "Si lo lleva otra persona del equipo, ¿se lo podríais pasar?",
    ),
    "formal": (
        "¿Podrían indicarnos si desean recibir más información?",
        "Les agradeceríamos una breve respuesta, cualquiera que sea su sentido.",
        "Si otra persona se ocupa de estos asuntos, les rogamos que le trasladen nuestro mensaje.",
        "¿Les resultaría posible atender una breve llamada, por ejemplo <moment>?",
        "Quedamos a su disposición para cualquier aclaración.",
        "Si la propuesta no es de su interés, pueden ignorar este mensaje.",
    ),
    "direct": (
        "¿Sí, no o más adelante?",
        "¿Hablamos <moment>?",
        "Una palabra me basta.",
        "Si decide otra persona, reenvíenlo, por favor.",
        "¿Lo vemos o lo dejo?",
        "Sin respuesta entenderé que no.",
    ),
    "enthusiastic": (
        "¿Me dais una oportunidad de contároslo, quizá <moment>?",
        "¡Decidme que sí, que no o que ya veremos!",
        "¿Os llamo y os lo cuento en cinco minutos?",
        "¡Una línea vuestra y me pongo en marcha!",
        "¿Con quién de vuestro equipo puedo hablar? ¡Me encantaría saberlo!",
        "¡Contestad aunque sea con un emoticono!",
    ),
    "playful": (
        "¿Una señal de humo, un «vale», un pulgar hacia arriba?",
        "Si es que sí, contestad; si es que no, lo mismo, y me voy silbando.",
        "¿Quedamos al teléfono <moment>? Yo llevo los chistes.",
        "Marcad la casilla: sí, no, o «que venga con croquetas».",
        "¿Le pasáis este correo a quien tenga la sartén por el mango?",
        "Dad una palmada y aparezco; dad dos y desaparezco.",
    ),
    "modest": (
        "¿Podrían decirme, cuando les venga bien, si prefieren que no insista?",
        "Si les apeteciera hablarlo, quizá <moment> sería buen momento.",
        "No es necesario que contesten si no les interesa.",
        "Quizá puedan orientarme hacia la persona adecuada.",
        "Cualquier respuesta, incluso un «no», me ayudaría.",
        "¿Les importaría que les enviara un breve resumen?",
    ),
}

REPLY_SUBJECTS: dict[str, tuple[str, ...]] = {
    "interested": (
        "Gracias por el interés de {company}",
        "El siguiente paso con {sender_company}",
        "Qué alegría leer la respuesta de {company}",
    ),
    "question": (
        "Respuesta a la pregunta de {company}",
        "Los detalles que pide {company}",
        "Gracias por preguntar, {company}",
    ),
    "later": (
        "De acuerdo, más adelante",
        "Sin prisa, {company}",
        "Cuando llegue el momento, {company}",
    ),
    "no": (
        "Gracias por la respuesta clara",
        "Entendido, {company}, y gracias",
        "Un saludo de despedida para {company}",
    ),
}

REPLY_OPENINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "¡Qué alegría leer vuestra respuesta!",
            "Muchas gracias por contestar y por vuestro interés.",
            "Me ha hecho mucha ilusión que os interese.",
            "Gracias por escribir, me alegro un montón.",
        ),
        "question": (
            "Gracias por vuestra pregunta, que viene muy a cuento.",
            "Muchas gracias por contestar; normal que queráis saber más.",
            "Me alegra que preguntéis.",
            "Qué bien que queráis conocer los detalles.",
        ),
        "later": (
            "Gracias por decírmelo, lo entiendo perfectamente.",
            "Claro que sí, cada cosa a su tiempo.",
            "Muchas gracias por vuestra respuesta; sin problema, lo dejamos para más adelante.",
            "Me parece muy bien esperar.",
        ),
        "no": (
            "Gracias por contestar con tanta franqueza.",
            "Lo entiendo muy bien, y gracias por decírmelo.",
            "Muchas gracias por tomaros la molestia de responder.",
            "Sin problema, de verdad.",
        ),
    },
    "formal": {
        "interested": (
            "Les agradecemos sinceramente su respuesta y su interés.",
            "Con satisfacción hemos recibido su mensaje.",
            "Muchas gracias por su amable contestación.",
            "Nos alegra saber que la propuesta es de su interés.",
        ),
        "question": (
            "Les agradecemos su consulta.",
            "Muchas gracias por su pregunta, que atendemos con gusto.",
            "Hemos recibido su consulta y les agradecemos la confianza.",
            "Acusamos recibo de su mensaje, en el que solicitan más detalles.",
        ),
        "later": (
            "Les agradecemos que nos hayan informado.",
            "Comprendemos que en este momento no sea oportuno.",
            "Muchas gracias por su respuesta, de la que tomamos debida nota.",
            "Tomamos nota de que prefieren tratarlo más adelante.",
        ),
        "no": (
            "Les agradecemos que nos hayan comunicado su decisión.",
            "Respetamos plenamente su decisión.",
            "Muchas gracias por su respuesta y por el tiempo dedicado.",
            "Tomamos nota de que la propuesta no es de su interés.",
        ),
    },
    "direct": {
        "interested": (
            "Gracias por responder.",
            "Bien, me alegro de que les interese.",
            "Recibido: hay interés.",
            "Perfecto, seguimos.",
        ),
        "question": (
            "Gracias por la pregunta.",
            "Buena pregunta.",
            "Recibido: quieren los detalles.",
            "Entendido, pasemos a lo concreto.",
        ),
        "later": (
            "Entendido: ahora no.",
            "De acuerdo, esperamos.",
            "Gracias por avisar.",
            "Tomo nota: más adelante.",
        ),
        "no": (
            "Entendido, gracias.",
            "Gracias por la respuesta clara.",
            "De acuerdo, es un «no».",
            "Está claro y lo respeto.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "¡Qué notición! ¡Mil gracias por contestar!",
            "¡Me habéis alegrado el día con vuestra respuesta!",
            "Mil gracias, ¡no sabéis la ilusión que me hace!",
            "¡Genial, genial, genial!",
        ),
        "question": (
            "¡Qué buena pregunta!",
            "Me encanta que queráis saber más, ¡gracias!",
            "¡Mil gracias por preguntar!",
            "Preguntas así dan gusto.",
        ),
        "later": (
            "¡Por supuesto, cuando os venga bien!",
            "Mil gracias por contestar, ¡y tranquilidad absoluta!",
            "¡Lo entiendo perfectamente!",
            "Más adelante me parece estupendo.",
        ),
        "no": (
            "¡Gracias de corazón por contestar!",
            "Lo entiendo de maravilla, ¡y mil gracias por decírmelo!",
            "¡Muchísimas gracias por la sinceridad!",
            "Os agradezco un montón que me hayáis respondido.",
        ),
    },
    "playful": {
        "interested": (
            "He dado un salto en la silla, y la silla ha protestado.",
            "¡Suena la campana! Gracias por contestar.",
            "Vuestra respuesta ya está colgada en mi nevera imaginaria.",
            "Música para mis oídos, y sin pagar entrada.",
        ),
        "question": (
            "Preguntar es de sabios, y yo saco la libreta.",
            "¡Pregunta para nota! Gracias por lanzarla.",
            "Me habéis pillado con las gafas puestas, listo el bolígrafo.",
            "Aquí se responde a todo, menos a la hora de la siesta.",
        ),
        "later": (
            "Recojo los bártulos y espero en el banquillo.",
            "Las lentejas y las ideas mejoran con el reposo.",
            "Entendido, guardo la idea en la nevera con su etiqueta.",
            "Quien espera sentado espera mejor, y ya tengo silla.",
        ),
        "no": (
            "Calabazas recibidas, y con ellas haré una crema.",
            "Encajo el «no» con deportividad y sin prórroga.",
            "Gracias por contestar; otros ni siquiera me mandan una postal.",
            "Mensaje recibido, bandera blanca y una sonrisa.",
        ),
    },
    "modest": {
        "interested": (
            "Les agradezco de verdad su respuesta, que no daba por hecha.",
            "Me alegra mucho que quizá les sea útil.",
            "Gracias por haberse tomado el tiempo de contestar.",
            "Su respuesta me ha dado una alegría, se lo confieso.",
        ),
        "question": (
            "Gracias por su pregunta, a la que intentaré responder lo mejor posible.",
            "Me parece muy natural que quieran saber más.",
            "Quizá no me expliqué del todo bien, así que agradezco su pregunta.",
            "Les agradezco que me pregunten.",
        ),
        "later": (
            "Lo comprendo muy bien, y les agradezco que me lo digan.",
            "Faltaría más, no hay ninguna prisa.",
            "Gracias por su amable respuesta; esperar me parece lo más sensato.",
            "Es muy comprensible que ahora no sea el momento.",
        ),
        "no": (
            "Lo comprendo perfectamente y les agradezco la respuesta.",
            "Gracias por su sinceridad, que valoro mucho.",
            "Me parece muy bien su decisión.",
            "Les agradezco que, aun así, me hayan leído.",
        ),
    },
}

REPLY_ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "Os puedo contar con calma cómo trabajamos y vosotros me decís qué os encaja.",
            "Lo mejor será hablar un ratito, y así me explicáis qué buscáis.",
            "Con mucho gusto os mando una descripción para que la veáis tranquilamente.",
            "Primero me gustaría escuchar qué tenéis en mente.",
        ),
        "question": (
            "Os puedo mandar los detalles y el precio por escrito en cuanto sepa qué necesitáis.",
            "Para no deciros algo que luego no cuadre, prefiero pasaros la información por escrito.",
            "Depende un poco de lo que busquéis, así que os propongo mandaros los datos a medida.",
            "Con gusto os preparo un resumen con lo que preguntáis.",
        ),
        "later": (
            "Esas cosas van mejor sin prisas, así que esperamos con gusto.",
            "Cuando os venga bien, aquí seguimos en {sender_company}.",
            "Lo importante es que llegue en el momento que os convenga.",
            "No hace falta que decidáis nada ahora.",
        ),
        "no": (
            "No volveré a escribiros por este tema.",
            "Si algún día cambian las cosas, ya sabéis dónde estamos.",
            "Un «no» dicho con claridad se agradece siempre.",
            "Me alegro de haberos escrito de todos modos.",
        ),
    },
    "formal": {
        "interested": (
            "Con mucho gusto les explicaremos los detalles en una conversación.",
            "Quisiéramos conocer primero sus necesidades para poder orientarles debidamente.",
            "Podemos remitirles una descripción por escrito para que la examinen con detenimiento.",
            "A partir de su respuesta, proponemos acordar los siguientes pasos.",
        ),
        "question": (
            "Con gusto les remitiremos por escrito la información solicitada, incluidas las condiciones.",
            "Dado que las condiciones dependen de cada caso, les proponemos enviarles una propuesta detallada.",
            "Podemos hacerles llegar un documento que responda a su consulta.",
            "Para contestar con precisión, necesitaríamos conocer algo mejor sus necesidades.",
        ),
        "later": (
            "Quedamos a su disposición para cuando lo estimen conveniente.",
            "Esperaremos con gusto a que ustedes nos lo indiquen.",
            "Respetamos los plazos que ustedes decidan.",
            "La propuesta de {sender_company} puede esperar sin inconveniente.",
        ),
        "no": (
            "No volveremos a escribirles por este motivo.",
            "Damos el asunto por concluido, con nuestro agradecimiento.",
            "Si en el futuro sus circunstancias cambiasen, estaríamos a su disposición.",
            "Lamentamos cualquier molestia que hayamos podido ocasionarles.",
        ),
    },
    "direct": {
        "interested": (
            "Lo siguiente es una llamada corta.",
            "Les mando la descripción y hablamos.",
            "Primero quiero saber qué necesitan.",
            "Propongo ver los detalles por teléfono.",
        ),
        "question": (
            "Les envío los detalles y el precio por escrito.",
            "El precio depende del caso: lo mando detallado.",
            "Necesito dos datos suyos para responder bien.",
            "Mejor por escrito, con todo claro.",
        ),
        "later": (
            "Ustedes marcan la fecha.",
            "Espero a que me digan.",
            "La propuesta puede esperar.",
            "Guardo su correo y listo.",
        ),
        "no": (
            "No les escribo más por este asunto.",
            "Caso cerrado por mi parte.",
            "Si cambia algo, ya tienen mi dirección.",
            "Borro la nota y no insisto.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "¡Tengo muchas ganas de contaros cómo trabajamos!",
            "Ahora me toca escuchar, ¡quiero saberlo todo sobre vuestros planes!",
            "¡Os preparo una descripción bien clara, con muchísimo gusto!",
            "Lo bonito empieza ahora, ¡con una buena charla!",
        ),
        "question": (
            "¡Os mando los detalles por escrito en cuanto me digáis adónde!",
            "Cada caso es distinto, ¡así que os propongo preparar la información para el vuestro!",
            "Con mucho gusto os paso detalles y precio, ¡negro sobre blanco!",
            "¡Nada de respuestas a medias! Prefiero enviaros la información completa.",
        ),
        "later": (
            "La idea no caduca, ¡y mis ganas tampoco!",
            "¡Vosotros marcáis el ritmo!",
            "Cuando llegue el momento, ¡aquí nos tendréis!",
            "Todo lo bueno puede esperar, ¡sin ningún problema!",
        ),
        "no": (
            "¡No os escribo más sobre el tema, faltaría más!",
            "Aun así, ¡me ha encantado dar con vosotros!",
            "Un «no» sincero vale más que mil silencios.",
            "¡La puerta de {sender_company} queda abierta por si acaso!",
        ),
    },
    "playful": {
        "interested": (
            "Ahora toca conocernos, como en las citas, solo que sin velas.",
            "Os cuento el plan con pelos y señales, y vosotros afiláis las preguntas.",
            "Yo pongo las explicaciones y vosotros, las cejas levantadas.",
            "La receta se explica mejor hablando que por señales de humo.",
        ),
        "question": (
            "Los números me gustan como el jamón: bien cortados y por escrito, así que os los mando.",
            "Antes de soltar una cifra al aire, prefiero enviaros los detalles con calma.",
            "Os preparo los datos en una bandeja, con servilleta y todo.",
            "Cada negocio calza un número distinto, así que os mando la información a vuestra medida.",
        ),
        "later": (
            "La idea no tiene fecha de caducidad ni hay que agitarla antes de usar.",
            "Mi dedo se aparta del timbre hasta que encendáis la luz del porche.",
            "Vosotros tenéis el silbato; yo, paciencia de pescador.",
            "Me siento a la sombra, con sombrero y un buen libro.",
        ),
        "no": (
            "Pliego velas y no doy más la tabarra.",
            "Mi buzón y yo os guardamos simpatía.",
            "Tacho vuestro nombre de la lista, pero con buena letra.",
            "Por mi parte, telón y aplausos.",
        ),
    },
    "modest": {
        "interested": (
            "Quizá lo más sencillo sea hablar un momento, si les parece.",
            "Me gustaría entender primero qué les vendría bien.",
            "Si lo prefieren, puedo enviarles unas líneas para que lo piensen con calma.",
            "No hace falta decidir nada todavía.",
        ),
        "question": (
            "Si les parece, les envío los detalles y las condiciones por escrito.",
            "No quisiera decirles algo inexacto, así que preferiría mandarles la información con calma.",
            "Depende, creo, de lo que necesiten; podría prepararles un breve resumen.",
            "Tal vez lo mejor sea enviarles una página con lo que preguntan.",
        ),
        "later": (
            "Por mi parte no hay ninguna prisa.",
            "Si más adelante les apetece retomarlo, me alegraré.",
            "Quizá llegue el momento, quizá no, y ambas cosas están bien.",
            "Lo dejo enteramente en sus manos.",
        ),
        "no": (
            "No insistiré, pueden estar tranquilos.",
            "Espero no haberles robado demasiado tiempo.",
            "Si alguna vez les fuera útil, bastaría con unas líneas.",
            "Su decisión me parece del todo razonable.",
        ),
    },
}

REPLY_ASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "friendly": {
        "interested": (
            "¿Qué os parece si os llamo, quizá <moment>?",
            "¿Qué día os viene mejor?",
            "Decidme cuándo tenéis diez minutos y me adapto.",
            "¿Os mando primero la descripción o preferís hablar?",
        ),
        "question": (
            "¿Os lo mando a esta misma dirección?",
            "¿Me contáis en dos líneas qué necesitáis?",
            "Decidme si os lo envío por correo o si preferís que lo hablemos.",
            "¿Os va bien que os lo explique por teléfono, por ejemplo <moment>?",
        ),
        "later": (
            "¿Queréis que os escriba más adelante o preferís dar vosotros el paso?",
            "Decidme algo cuando os apetezca.",
            "¿Hay alguna época del año que os venga mejor?",
            "Con un «ahora sí», me pongo con ello.",
        ),
        "no": (
            "Os deseo lo mejor, de verdad.",
            "Que os vaya muy bien.",
            "Mucha suerte con todo, y un saludo al equipo.",
            "Hasta siempre, y gracias otra vez.",
        ),
    },
    "formal": {
        "interested": (
            "¿Qué fecha les resultaría conveniente para una breve conversación?",
            "¿Podríamos llamarles, por ejemplo, <moment>?",
            "Les rogamos que nos indiquen un momento que se ajuste a su agenda.",
            "¿Desean recibir antes la documentación por escrito?",
        ),
        "question": (
            "¿Desean que les enviemos la información a esta dirección?",
            "¿Podrían indicarnos brevemente qué aspectos les interesan más?",
            "Les agradeceríamos que nos confirmaran a quién debemos remitirla.",
            "¿Prefieren recibir la información por correo o comentarla por teléfono?",
        ),
        "later": (
            "¿Nos permiten retomar el contacto en otro momento?",
            "Les rogamos que nos avisen cuando lo consideren oportuno.",
            "¿Podrían indicarnos qué época sería preferible?",
            "Quedamos, pues, a la espera de sus noticias, sin urgencia alguna.",
        ),
        "no": (
            "Les deseamos mucho éxito en su actividad.",
            "Reciban nuestros mejores deseos.",
            "Agradeciéndoles de nuevo su atención, nos despedimos cordialmente.",
            "Quedamos a su disposición y les deseamos lo mejor.",
        ),
    },
    "direct": {
        "interested": (
            "¿Qué día y a qué hora?",
            "¿Llamo <moment>?",
            "Díganme un número y una hora.",
            "¿Prefieren teléfono o correo?",
        ),
        "question": (
            "¿Lo envío a esta dirección?",
            "¿Qué necesitan exactamente?",
            "Contesten «sí» y lo mando.",
            "¿Por correo o por teléfono?",
        ),
        "later": (
            "¿Cuándo vuelvo a preguntar?",
            "Avísenme cuando toque.",
            "¿Les escribo yo o me escriben ustedes?",
            "Pongan ustedes la fecha, y con mucho gusto.",
        ),
        "no": (
            "Suerte con todo.",
            "Que les vaya bien.",
            "Gracias y hasta otra.",
            "Les deseo lo mejor.",
        ),
    },
    "enthusiastic": {
        "interested": (
            "¿Hablamos <moment>? ¡Estoy deseándolo!",
            "¡Elegid día y hora, que yo me organizo!",
            "¿Os llamo o me llamáis? ¡Lo que prefiráis!",
            "¡Contadme cuándo y empezamos!",
        ),
        "question": (
            "¿Os lo mando ya por aquí?",
            "¡Decidme qué más queréis saber!",
            "¿Me dais un par de pistas sobre lo que buscáis? ¡Así lo afino!",
            "¿Preferís correo o una charla <moment>? ¡Me apunto a las dos cosas!",
        ),
        "later": (
            "¡Silbad cuando queráis y aparezco!",
            "¿Cuándo os gustaría que volviera a escribir?",
            "¡Quedo a la espera con mucha ilusión!",
            "Decidme «ahora» cuando sea ahora, ¡y a por ello!",
        ),
        "no": (
            "¡Os deseo todo lo mejor!",
            "¡Mucha suerte y muchos éxitos!",
            "Un abrazo fuerte a todo el equipo, ¡y que vaya de lujo!",
            "¡Que no os falten nunca las ganas!",
        ),
    },
    "playful": {
        "interested": (
            "¿Cuándo suena el teléfono, <moment>?",
            "Decid día y hora, y pongo el despertador con gallo.",
            "¿Llamada, correo o paloma mensajera?",
            "¿Sacamos las agendas a pasear?",
        ),
        "question": (
            "¿Os lo envío por aquí o en sobre lacrado?",
            "Contadme qué talla gastáis y os paso los detalles.",
            "¿Con qué pregunta empezamos, que traigo lápiz?",
            "Decid «adelante» y os mando el menú completo.",
        ),
        "later": (
            "¿Pongo una alarma o me despertáis vosotros?",
            "Cuando maduren los higos, dadme un toque.",
            "Hacedme una seña desde la ventana cuando queráis.",
            "¿Os parece que vuelva con la próxima cigüeña?",
        ),
        "no": (
            "Hago mutis por el foro, con sombrero en mano.",
            "Que la suerte os acompañe y el wifi no se caiga nunca.",
            "Me voy por donde vine, pero con una sonrisa.",
            "Adiós, y que no os falte nunca el buen humor.",
        ),
    },
    "modest": {
        "interested": (
            "¿Les vendría bien una llamada corta, tal vez <moment>?",
            "Díganme, por favor, qué les resulta más cómodo.",
            "Si prefieren tratarlo por escrito, me adapto con gusto.",
            "¿Habría algún momento en que no les moleste?",
        ),
        "question": (
            "¿Sería correcto enviarlo a esta dirección?",
            "Si pudieran contarme un poco más, quizá acertaría mejor.",
            "¿Prefieren que se lo mande sin más, para leerlo con calma?",
            "Díganme, si les parece, qué es lo que más les interesa.",
        ),
        "later": (
            "¿Preferirían que no les escriba hasta que ustedes lo digan?",
            "Si algún día quieren retomarlo, me encontrarán aquí.",
            "Quizá puedan avisarme, solo si les apetece.",
            "No hace falta que respondan a este mensaje.",
        ),
        "no": (
            "Les deseo, con toda sencillez, que les vaya bien.",
            "Gracias de nuevo, y disculpen si les he molestado.",
            "Con mis mejores deseos, me despido.",
            "Ha sido un gusto leer su respuesta.",
        ),
    },
}
