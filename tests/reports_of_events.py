"""Invented events, each told by one reporter, by a translation of that report, and by a second reporter who was there,
too, in the language of the translation. A line is a sentence; the translation has as many as the original.
"""

from dataclasses import dataclass

from saksi.model import Report


@dataclass(frozen=True, slots=True)
class Event:
    """Three reports of one event."""

    name: str
    original: Report
    translation: Report
    second: Report

    def sentences(self, report: Report) -> list[str]:
        """Return the sentences of a report."""
        return report.text.split("\n")


def _report(language: str, day: str, text: str) -> Report:
    return Report(text.strip(), f"https://{language}.example/{day}", "", language, f"2031-{day}")


EVENTS = [
    Event(
        "ferry",
        _report(
            "en",
            "03-11",
            """
The ferry Maris Belle lost power off Port Aldane on Monday night with 214 passengers aboard, the coast guard said.
Captain Ruta Ellingsen sent a distress call at 22:40 and asked for two tugs from Sorvik.
The first tug, the Halden, reached the ship after 90 minutes and towed it towards the Grey Narrows.
Nobody was hurt, but 17 people were treated for cold in the hospital of Port Aldane.
The owner, Northline, bought the ferry in 2019 and had planned to scrap it in May.
A spokesman for Northline, Piet Ossendorf, declined to say when its engines were last inspected.
Minister Alva Brandeis told the Aldane Courier that an inquiry would begin on Thursday.
""",
        ),
        _report(
            "id",
            "03-12",
            """
Feri Maris Belle kehilangan tenaga di lepas Port Aldane pada Senin malam dengan 214 penumpang, kata penjaga pantai.
Kapten Ruta Ellingsen mengirim panggilan darurat pada pukul 22.40 dan meminta dua kapal tunda dari Sorvik.
Kapal tunda pertama, Halden, mencapai kapal itu setelah 90 menit dan menariknya menuju Grey Narrows.
Tidak ada yang terluka, tetapi 17 orang dirawat karena kedinginan di rumah sakit Port Aldane.
Pemiliknya, Northline, membeli feri itu pada 2019 dan berencana membesituakannya pada bulan Mei.
Juru bicara Northline, Piet Ossendorf, menolak mengatakan kapan mesinnya terakhir diperiksa.
Menteri Alva Brandeis mengatakan kepada Aldane Courier bahwa penyelidikan akan dimulai pada Kamis.
""",
        ),
        _report(
            "id",
            "03-12",
            """
Port Aldane terjaga semalaman menunggu kabar tentang keluarga mereka di laut.
Menteri Alva Brandeis datang ke dermaga sebelum fajar dan berjanji memeriksa semua kapal tua di pesisir.
Tujuh belas penumpang masih menggigil ketika turun dari ambulans, kata dokter Lina Farro.
Perusahaan Northline, pemilik Maris Belle, hanya mengeluarkan dua kalimat lewat surel.
Seorang pelayan kapal, Joao Merin, menuturkan bahwa lampu padam dua kali sebelum mesin mati pada pukul 22.30.
Kapten Ellingsen menolak berbicara dengan wartawan, tetapi awak kapal memujinya.
Dari 214 orang, 60 adalah pelajar yang pulang dari perlombaan di Sorvik.
""",
        ),
    ),
    Event(
        "bank",
        _report(
            "en",
            "04-02",
            """
The central bank of Karvonia raised its key rate to 6.75 percent on Wednesday, the highest since 2014.
Governor Imre Halasti said that inflation of 9.3 percent left the board no choice.
Five of seven members voted for the increase, and Zofia Lendvai wanted a full point.
The tolar rose 1.8 percent against the euro within an hour in Zarnow.
Analysts at Pell and Marsh had expected 6.5 percent.
Finance Minister Danko Revic warned that 40,000 families with floating loans would suffer.
The board meets again on 14 June.
""",
        ),
        _report(
            "es",
            "04-03",
            """
El banco central de Karvonia subió el miércoles su tipo de interés al 6,75 por ciento, el más alto desde 2014.
El gobernador Imre Halasti dijo que una inflación del 9,3 por ciento no dejaba otra opción a la junta.
Cinco de los siete miembros votaron a favor de la subida, y Zofia Lendvai quería un punto entero.
El tolar subió un 1,8 por ciento frente al euro en una hora en Zarnow.
Los analistas de Pell and Marsh esperaban un 6,5 por ciento.
El ministro de Finanzas, Danko Revic, advirtió de que sufrirían 40.000 familias con préstamos variables.
La junta vuelve a reunirse el 14 de junio.
""",
        ),
        _report(
            "es",
            "04-03",
            """
Marta Oliva paga 310 euros más al mes desde ayer, y no es la única en Zarnow.
El ministro Danko Revic llamó a la decisión «un golpe para quien trabaja» en una entrevista con la radio pública.
En la sala de prensa, Imre Halasti habló doce minutos y no aceptó preguntas.
Nadie recordaba un 6,75 por ciento desde los años de la crisis de 2014.
La oposición pidió la dimisión del gobernador, cuyo mandato acaba en 2033.
Dos sindicatos convocaron una marcha para el sábado ante la sede de Karvonia.
Los precios crecen un 9,3 por ciento, y el pan, un 15.
""",
        ),
    ),
    Event(
        "mine",
        _report(
            "en",
            "06-21",
            """
Rescuers brought 31 miners out of the Tolvik shaft on Saturday after a fire 480 metres below ground.
The fire broke out at a conveyor belt near gallery 12, said Henrik Varga, who leads the rescue station of Rudna.
Four men are still missing, among them the foreman Olaf Brenner.
The company Steinar Coal stopped work in its three other mines in the Moravel valley.
In 2022 an inspector, Greta Holub, had found 26 faults at Tolvik and fined the company 180,000 crowns.
Steinar Coal said that all of them had been mended by October.
President Ludek Saran will visit Rudna on Monday.
""",
        ),
        _report(
            "de",
            "06-22",
            """
Retter haben am Samstag 31 Bergleute aus dem Schacht Tolvik geholt, nachdem 480 Meter unter der Erde Feuer ausbrach.
Das Feuer brach an einem Förderband nahe Strecke 12 aus, sagte Henrik Varga, der die Rettungsstelle Rudna leitet.
Vier Männer werden noch vermisst, unter ihnen der Steiger Olaf Brenner.
Die Firma Steinar Coal stellte die Arbeit in ihren drei anderen Gruben im Tal Moravel ein.
Im Jahr 2022 hatte eine Prüferin, Greta Holub, in Tolvik 26 Mängel gefunden und die Firma mit 180.000 Kronen bestraft.
Steinar Coal erklärte, alle seien bis Oktober behoben worden.
Präsident Ludek Saran wird Rudna am Montag besuchen.
""",
        ),
        _report(
            "de",
            "06-22",
            """
Vor dem Tor der Grube Tolvik stehen Kerzen, und niemand geht nach Hause.
„Er hat mir noch gewinkt“, sagt Jana Brenner, deren Mann Olaf zu den vier Vermissten gehört.
Um 6 Uhr früh kamen die ersten der 31 Geretteten ans Licht, schwarz vom Ruß.
Henrik Varga von der Rettungsstelle spricht von Temperaturen um 200 Grad auf der Sohle.
Die Gewerkschaft Unitas wirft Steinar Coal vor, seit Jahren an Belüftern zu sparen.
Der Bürgermeister von Rudna hat die Turnhalle für Angehörige geöffnet.
Präsident Saran sagte eine Reise nach Oslo ab.
""",
        ),
    ),
    Event(
        "vote",
        _report(
            "en",
            "09-14",
            """
Parliament in Belmora threw out the water bill on Tuesday by 87 votes to 79.
Prime Minister Tomas Ekwall lost the support of 11 members of his own Harvest Party.
Their leader, Nadia Quist, said that the bill would have given the Lorne river to Aquadon for 35 years.
Aquadon had offered 620 million dollars for the licence.
Ekwall told reporters in Belmora that he would not resign.
The Greens called for an election before 30 November.
A poll by Mertens of 1,204 people gave the Harvest Party 24 percent.
""",
        ),
        _report(
            "ru",
            "09-15",
            """
Парламент в Бельморе во вторник отклонил законопроект о воде 87 голосами против 79.
Премьер-министр Томас Экваль лишился поддержки 11 членов собственной Партии урожая.
Их лидер Надя Квист сказала, что закон отдал бы реку Лорн компании «Аквадон» на 35 лет.
«Аквадон» предлагал за лицензию 620 миллионов долларов.
Экваль сказал журналистам в Бельморе, что не уйдёт в отставку.
Зелёные потребовали выборов до 30 ноября.
Опрос «Мертенс», в котором участвовали 1204 человека, дал Партии урожая 24 процента.
""",
        ),
        _report(
            "ru",
            "09-15",
            """
На площади перед парламентом Бельморы танцевали до полуночи, когда стало известно о провале закона.
«Река наша», — скандировали жители посёлков на Лорне, приехавшие на 40 автобусах.
Аналитик Густав Рейм считает, что Томас Экваль не доживёт в кресле премьера до Рождества.
Надя Квист вышла к людям с букетом и отказалась говорить о создании своей партии.
Акции «Аквадона» упали на 13 процентов.
В 2027 году похожий закон прошёл с перевесом в два голоса.
Спикер Ивар Дан объявил перерыв до четверга.
""",
        ),
    ),
    Event(
        "museum",
        _report(
            "en",
            "10-05",
            """
Thieves took nine paintings from the Corvane Museum in Estrade before dawn on Sunday, police said.
Among them is The Weir by Adele Montfort, which is insured for 4.2 million euros.
The alarm had been switched off since Friday because of work on the roof, director Lucas Ferrand admitted.
A van was found burnt out 15 kilometres away, in the village of Sainte-Orne.
Inspector Nora Vialle said that at least three people must have taken part.
The museum was robbed once before, in 1998, and got everything back after two years.
It will stay closed until 20 October.
""",
        ),
        _report(
            "fr",
            "10-06",
            """
Des voleurs ont emporté neuf tableaux du musée Corvane à Estrade dimanche avant l'aube, a indiqué la police.
Parmi eux figure Le Barrage d'Adele Montfort, assuré pour 4,2 millions d'euros.
L'alarme était coupée depuis vendredi à cause de travaux sur le toit, a reconnu le directeur Lucas Ferrand.
Une camionnette a été retrouvée brûlée à 15 kilomètres de là, dans le village de Sainte-Orne.
L'inspectrice Nora Vialle a déclaré qu'au moins trois personnes avaient dû y participer.
Le musée avait déjà été cambriolé une fois, en 1998, et avait tout récupéré au bout de deux ans.
Il restera fermé jusqu'au 20 octobre.
""",
        ),
        _report(
            "fr",
            "10-06",
            """
À Estrade, on ne parle que de cela : comment peut-on sortir neuf toiles par une porte de service ?
Lucas Ferrand, nommé à la tête de Corvane en janvier, dit n'avoir pas dormi.
Selon un gardien, Paul Despréaux, les ouvriers du toit avaient gardé une clé.
Le syndicat réclamait depuis 2028 deux veilleurs de nuit de plus.
La police n'a interrogé que six témoins, d'après Nora Vialle.
Les toiles d'Adele Montfort sont invendables, rappelle l'experte Irène Caillou.
La mairie vote vendredi un crédit de 300 000 euros pour des caméras.
""",
        ),
    ),
    Event(
        "storm",
        _report(
            "en",
            "12-01",
            """
Storm Edda killed six people in the province of Valmere on Thursday and cut power to 130,000 homes.
Winds of 168 kilometres an hour were measured at Cape Toril, the weather office said.
In the town of Brisa the river Anselo rose by 3.4 metres and swept away a bridge of 1931.
The army sent 450 soldiers and eight helicopters from the base in Durango Alto.
Governor Celia Moura asked the government for 75 million.
Schools stay closed until Tuesday.
Edda is expected to reach the island of Penha on Friday night, the forecaster Raul Teixo said.
""",
        ),
        _report(
            "pt",
            "12-02",
            """
A tempestade Edda matou seis pessoas na província de Valmere na quinta-feira e deixou 130 mil casas sem luz.
Ventos de 168 quilômetros por hora foram medidos no Cabo Toril, disse o instituto de meteorologia.
Na cidade de Brisa, o rio Anselo subiu 3,4 metros e levou uma ponte de 1931.
O exército enviou 450 soldados e oito helicópteros da base de Durango Alto.
A governadora Celia Moura pediu 75 milhões ao governo.
As escolas ficam fechadas até terça-feira.
Edda deve chegar à ilha de Penha na noite de sexta-feira, disse o meteorologista Raul Teixo.
""",
        ),
        _report(
            "pt",
            "12-02",
            """
Dona Amélia viu a ponte de Brisa partir ao meio, e com ela o carro do vizinho.
A água do Anselo entrou em 900 casas do bairro baixo antes das quatro da tarde.
Celia Moura sobrevoou Valmere em um dos helicópteros e falou em seis mortos e onze desaparecidos.
Faltam velas e água potável, contou o padre Nuno Sales.
A companhia elétrica Luzia promete religar metade das casas até domingo.
Para Raul Teixo, que previu a tempestade, Edda perdeu força depois do Cabo Toril.
Os 450 soldados dormem no ginásio.
""",
        ),
    ),
]
