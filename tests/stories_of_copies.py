"""Reports of invented events: an original, what was copied from it, and what only looks like it."""

from saksi.model import Report

_LEAD = (
    "Engineers from the Harrow Basin Authority closed the Tellmark dam on Tuesday after sensors recorded a "
    "shift of 14 millimetres in its eastern wall, the authority's director, Ingrid Vossel, told reporters in "
    "Calverton. About 3,200 people in Lower Orrin and Pender's Ford were asked to leave their homes before nightfall."
)
_MIDDLE = (
    "Vossel said that the reservoir held 87 million cubic metres, and would be lowered by 2.5 metres within 48 "
    "hours. The mayor of Lower Orrin, Dario Menk, said 11 buses had been sent to the school in Asterby, where "
    "the Blue Lantern Society had put up 640 beds. Nobody was hurt, and the bridge on the road to Quillon "
    "stayed open."
)
_END = (
    "The dam was built in 1968 by the Orsini-Halvard company and repaired in 2011 for 39 million crowns. A "
    "report by the University of Marrowgate, published in March, had warned that drainage under the eastern "
    "wall was blocked. A spokesman for Orsini-Halvard, Pavel Trenchard, declined to comment. The energy "
    "minister, Ludmila Osk, is to visit Calverton on Friday."
)

ORIGINAL = Report(
    "\n\n".join((_LEAD, _MIDDLE, _END)),
    "https://calverton-courier.example/dam",
    "Calverton Courier",
    "en",
    "2031-05-06",
)
MIRROR = Report(ORIGINAL.text, "https://calverton-courier.example/dam?amp=1", "Calverton Courier", "en", "2031-05-06")
NEAR = Report(
    "\n\n".join(
        (_LEAD.replace("asked to leave", "told to leave"), "Read also: ten walks in the hills.", _MIDDLE, _END[:210])
    ),
    "https://basin-news.example/1",
    "Basin News",
    "en",
    "2031-05-07",
)
PARTIAL = Report(
    "Residents of the valley spent a second night in a school gymnasium while officials argued over who should "
    "pay for food and blankets. Several families said that they had received no message at all and had learned "
    "of the danger "
    f"from a neighbour's radio.\n\n{_MIDDLE}\n\nShopkeepers further down the river said trade had fallen by "
    "half. One of them, who keeps a bakery beside the old mill, had given away everything that was on her "
    "shelves by noon, and said that she would bake again in the morning if the flour arrived. The council "
    "meets tonight to discuss compensation.",
    "https://valley-voice.example/night",
    "Valley Voice",
    "en",
    "2031-05-08",
)
TRANSLATION = Report(
    "Para insinyur dari Otoritas Harrow Basin menutup bendungan Tellmark pada hari Selasa setelah sensor mencatat "
    "pergeseran 14 milimeter pada dinding timurnya, kata direktur otoritas itu, Ingrid Vossel, kepada wartawan di "
    "Calverton. Sekitar 3.200 orang di Lower Orrin dan Pender's Ford diminta meninggalkan rumah mereka sebelum malam."
    "\n\nVossel mengatakan bahwa waduk itu menampung 87 juta meter kubik, dan akan diturunkan 2,5 meter dalam "
    "48 jam. Wali kota Lower Orrin, Dario Menk, mengatakan 11 bus telah dikirim ke sekolah di Asterby, tempat "
    "Blue Lantern Society menyiapkan 640 tempat tidur. Tidak ada yang terluka, dan jembatan di jalan menuju "
    "Quillon tetap dibuka.\n\nBACA JUGA: Sepuluh resep sambal untuk akhir pekan\n\n"
    "Bendungan itu dibangun pada 1968 oleh perusahaan Orsini-Halvard dan diperbaiki pada 2011 dengan biaya 39 juta "
    "krona. Sebuah laporan Universitas Marrowgate, yang terbit pada bulan Maret, telah memperingatkan bahwa "
    "saluran di bawah dinding timur tersumbat. Juru bicara Orsini-Halvard, Pavel Trenchard, menolak "
    "berkomentar. Menteri energi, Ludmila Osk, akan mengunjungi Calverton pada hari Jumat.",
    "https://kabar-lembah.example/bendungan",
    "Kabar Lembah",
    "id",
    "2031-05-07",
)
LOOK_ALIKE = Report(
    "Pemerintah daerah masih menghitung kerugian akibat penutupan bendungan Tellmark. Menteri energi Ludmila "
    "Osk, yang tiba lebih cepat dari rencana, mengatakan dari Quillon bahwa anggaran darurat 75 juta krona "
    "sudah disetujui. Ia menolak menyalahkan siapa pun. Di Asterby, sukarelawan bernama Wren Talbot menuturkan "
    "kepada surat kabar ini bahwa persediaan selimut hampir habis, sementara 120 anak belum bertemu orang tua "
    "mereka. Petani di Pender's Ford khawatir akan ternak yang ditinggal. Menurut ahli geologi Bram Hollis dari "
    "Institut Sandmere, pergeseran seperti itu pernah terjadi pada 1994 di bendungan Corrow, tanpa akibat. Wali "
    "kota Dario Menk belum dapat dihubungi. Polisi menutup jalan menuju Lower Orrin sampai hari Minggu, dan "
    "Ingrid Vossel dari Otoritas Harrow Basin berjanji akan menerbitkan data sensor. Warga menuntut "
    "penjelasan sebelum kembali, ujar seorang pengacara di Calverton.",
    "https://harian-sandmere.example/rugi",
    "Harian Sandmere",
    "id",
    "2031-05-08",
)
OTHER_YEAR = Report(
    "Bendungan Tellmark ditutup sementara pada tahun 2019 karena pemeriksaan rutin, demikian Otoritas Harrow Basin. "
    "Juru bicara waktu itu, Oskar Lindqvist, mengatakan di Calverton bahwa 60 pekerja memeriksa turbin selama 9 "
    "hari. Tidak ada warga yang diungsikan. Permukaan air turun 30 sentimeter, dan 4 pintu air diganti dengan "
    "buatan pabrik Fenwick & Sohn. Biayanya mencapai 5 juta krona, yang dibayar bersama oleh distrik Lower "
    "Orrin dan distrik Quillon. Seorang pemancing, Tobias Crane, mengeluh karena perlombaan tahunan di danau "
    "dibatalkan untuk pertama kali sejak 1987. Panitia berjanji akan mengembalikan uang pendaftaran sebesar 25 "
    "krona kepada 310 peserta. Pemeriksaan berikutnya dijadwalkan pada 2024, menurut dokumen yang diterbitkan "
    "di situs otoritas itu pada bulan September.",
    "https://kabar-lembah.example/2019",
    "Kabar Lembah",
    "id",
    "2019-09-17",
)
LONG_WALK = (
    "The road that leads up from the bakery was closed as well, and children used it to race bicycles until dark. "
    "An old man had carried his canary across the meadows in a hat box and would not let anyone lift the lid. By "
    "evening the hall smelled of soup and wet wool, and somebody had found an accordion. There was no signal, so "
    "news came by word of mouth and grew on the way: first the wall had cracked, then it had gone, then it had "
    "never been there at all. When the lamps were put out, a woman read aloud from the only book that was to be "
    "had, a handbook of bee-keeping, until everybody slept. In the morning the first cars were back on the hill, "
    "and their drivers looked down at the water for a while, shrugged, and asked whether there was any coffee left."
)
SPUN = Report(
    "After instruments noted a shift of 14 millimetres in its eastern face, engineers of the Harrow Basin "
    "Authority shut the Tellmark dam on Tuesday, Ingrid Vossel, who heads the authority, informed journalists in "
    "Calverton. Roughly 3,200 residents of Lower Orrin and Pender's Ford were urged to abandon their houses ahead "
    "of nightfall.\n\n"
    "The reservoir contains 87 million cubic metres, according to Vossel, and within 48 hours is going to be "
    "lowered by 2.5 metres. Some 11 buses were dispatched to the school at Asterby, explained Dario Menk, mayor "
    "of Lower Orrin; there the Blue Lantern Society has set out 640 beds. No one suffered harm, while the bridge "
    "along the road towards Quillon remained open.\n\n"
    "Built by the Orsini-Halvard firm in 1968, the dam underwent repairs worth 39 million crowns in 2011. That "
    "drainage below the eastern wall had become blocked was the warning of a study which the University of "
    "Marrowgate released in March. Pavel Trenchard, speaking for Orsini-Halvard, would not comment. Ludmila Osk, "
    "the energy minister, plans to visit Calverton this Friday.",
    "https://daily-tide.example/shut",
    "Daily Tide",
    "en",
    "2031-05-08",
)
SECOND = Report(
    "Three thousand people slept in gymnasiums on Tuesday night because a wall had moved. The wall belongs to the "
    "Tellmark dam, and it moved by 14 millimetres, which is about the width of a thumb.\n\n"
    "Dario Menk, the mayor of Lower Orrin, stood at the school in Asterby with a list in his hand and counted beds. "
    "There were 640, he said, and the Blue Lantern Society had promised more. His town was empty by nine in the "
    "evening; the last of the 11 buses carried two nuns and a goat.\n\n"
    "How long it will stay empty nobody could say. The Harrow Basin Authority, whose director Ingrid Vossel spoke in "
    "Calverton in the afternoon, wants to draw the water down by 2.5 metres first. She put the number of those who had "
    "to leave at about 3,200. In Pender's Ford, farmers refused to go without their cattle, and the police let them "
    "stay above the churchyard.\n\n"
    "Old Tobias Renn remembers how the Orsini-Halvard company poured the concrete in 1968; he was nine. It always "
    "leaked, he says. The company's spokesman Pavel Trenchard did not want to talk about it. Engineers of the "
    "University of Marrowgate did, in a paper of last March that hardly anyone read. Energy minister Ludmila Osk is "
    "expected on Friday, by which time the valley hopes to be home.",
    "https://orrin-mirror.example/night",
    "Orrin Mirror",
    "en",
    "2031-05-08",
)
WEATHER = tuple(
    Report(
        f"Weather for {town} on {day} May. In the morning {town} has {sky}, the temperature is {cool} degrees, and a "
        f"{wind} wind blows at {slow} to {fast} metres a second. Humidity will be {damp} percent and the pressure "
        f"{high} millimetres. During the day the thermometer rises to {warm} degrees; in the evening the wind turns, "
        f"with gusts of up to {gust} metres a second, and humidity falls to {dry} percent. Have a good day, friends!",
        f"https://sky.example/{town}",
        "Sky",
        "en",
        "2031-05-17",
    )
    for town, day, sky, cool, wind, slow, fast, damp, high, warm, gust, dry in (
        ("Brenov", 17, "clear spells", 10, "westerly", 14, 16, 70, 764, 15, 21, 45),
        ("Halmund", 18, "thick cloud", 12, "southerly", 11, 13, 62, 759, 19, 17, 38),
    )
)
STORIES = (ORIGINAL, MIRROR, NEAR, PARTIAL, TRANSLATION, LOOK_ALIKE, OTHER_YEAR)

DIGESTS = (
    Report(
        "Vossel told reporters in Calverton that the Tellmark dam moved 14 millimetres; 3,200 people left Lower Orrin "
        "and Pender's Ford on Tuesday, and Menk sent buses to Asterby.",
        "https://d1.example",
        language="en",
        published="2031-05-07",
    ),
    Report(
        "Kata Vossel di Calverton, dinding bendungan Tellmark bergeser 14 milimeter. Menurut Menk sekitar 3.200 orang "
        "dari Lower Orrin dibawa ke Asterby dan belum boleh pulang sampai Jumat.",
        "https://d2.example",
        language="id",
    ),
    Report(
        "Menk says 3,200 residents of Lower Orrin are safe in Asterby. The authority under Vossel gives no date for "
        "the repair of Tellmark, and Osk will travel to Calverton.",
        "https://d3.example",
        language="en",
        published="2031-05",
    ),
)
