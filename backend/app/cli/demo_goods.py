"""What does the demo shop sell? A small online shop for the table, the desk and the tea hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.catalog.gtin import check_digit


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    kind: Literal["warehouse", "store"]
    time_zone: str
    # Which share of the goods lies here, and how much sells compared with the first place.
    share: float
    traffic: float


PLACES = (
    Place("TYO-1", "東京倉庫 · Tokyo warehouse", "warehouse", "Asia/Tokyo", 1.0, 1.0),
    Place("KYO-1", "京都店 · Kyoto store", "store", "Asia/Tokyo", 0.6, 0.5),
    Place("TPE-1", "台北店 · Taipei store", "store", "Asia/Taipei", 0.35, 0.4),
)

# Who works there: for the goods, for the prices, and for both.
KEEPERS = ("aoi@shop.example", "haruto@shop.example", "mei@shop.example")

# Variants as SKU ending, Japanese and English.
GLAZES = ("IN 藍 Indigo", "WH 白 White", "AM 飴 Amber", "CE 青磁 Celadon")
PAPERS = ("GR 方眼 Grid", "PL 無地 Plain", "RU 横罫 Ruled")
INKS = ("NS 夜空 Night sky", "PN 松葉 Pine needle", "CR 茜 Madder red", "RN 雨 Rain")
PATTERNS = ("WV 青海波 Waves", "HL 麻の葉 Hemp leaf", "CH 市松 Checks", "PM 梅 Plum")
HARVESTS = ("S1 一番茶 First flush", "S2 二番茶 Second flush", "OR 有機 Organic")
SCENTS = ("HN 檜 Hinoki", "SN 白檀 Sandalwood", "YZ 柚子 Yuzu")
SIZES = ("S 小 Small", "M 中 Medium", "L 大 Large")
PLAIN = ("00",)


@dataclass(frozen=True, slots=True)
class Family:
    """Goods that differ in colour, pattern or size; ``price`` in yen, ``daily`` sold a day."""

    code: str
    category: str
    japanese: str
    english: str
    price: int
    daily: float
    variants: tuple[str, ...]


FAMILIES = (
    Family("MUG", "Tableware/Mugs", "マグカップ 300 ml", "Mug 300 ml", 2420, 1.6, GLAZES),
    Family("RCB", "Tableware/Bowls", "飯碗", "Rice bowl", 1980, 1.1, GLAZES),
    Family("PLT", "Tableware/Plates", "取皿 15 cm", "Side plate 15 cm", 1650, 1.3, GLAZES),
    Family("DSH", "Tableware/Plates", "楕円皿 24 cm", "Oval dish 24 cm", 3960, 0.5, GLAZES),
    Family("CHP", "Tableware/Chopsticks", "箸 23 cm", "Chopsticks 23 cm", 1320, 1.5, PATTERNS),
    Family("CPR", "Tableware/Chopsticks", "箸置き", "Chopstick rest", 660, 1.2, PATTERNS),
    Family("SKB", "Tableware/Sake", "徳利 300 ml", "Sake bottle 300 ml", 3300, 0.3, GLAZES[:2]),
    Family("SKC", "Tableware/Sake", "ぐい呑み", "Sake cup", 1430, 0.5, GLAZES[:2]),
    Family("TPT", "Tea/Teaware", "急須 360 ml", "Teapot 360 ml", 5500, 0.4, GLAZES[:3]),
    Family("YNM", "Tea/Teaware", "湯呑み", "Tea cup", 1540, 0.9, GLAZES),
    Family("CHS", "Tea/Teaware", "茶筅", "Matcha whisk", 2860, 0.4, PLAIN),
    Family("CDY", "Tea/Teaware", "茶缶 150 g", "Tea caddy 150 g", 2200, 0.5, PATTERNS[:3]),
    Family("SEN", "Tea/Leaves", "煎茶 100 g", "Sencha 100 g", 1296, 2.2, HARVESTS),
    Family("GYO", "Tea/Leaves", "玉露 50 g", "Gyokuro 50 g", 2592, 0.6, HARVESTS[:2]),
    Family("HOJ", "Tea/Leaves", "ほうじ茶 150 g", "Hojicha 150 g", 864, 1.9, HARVESTS[1:]),
    Family("MAT", "Tea/Leaves", "抹茶 30 g", "Matcha 30 g", 1944, 1.4, HARVESTS[:1]),
    Family("NTB", "Stationery/Notebooks", "ノート A5", "Notebook A5", 990, 2.0, PAPERS),
    Family("MMO", "Stationery/Notebooks", "メモ帳", "Memo pad", 440, 1.4, PAPERS),
    Family("INK", "Stationery/Ink", "インク 20 ml", "Fountain pen ink 20 ml", 1650, 1.0, INKS),
    Family("FPN", "Stationery/Pens", "万年筆 細字", "Fountain pen, fine", 8800, 0.2, INKS[:2]),
    Family("WST", "Stationery/Washi", "和紙テープ 15 mm", "Washi tape 15 mm", 330, 2.4, PATTERNS),
    Family("LTR", "Stationery/Washi", "便箋", "Letter paper", 770, 0.6, PATTERNS[:2]),
    Family("TNG", "Textiles/Tenugui", "手ぬぐい", "Tenugui towel", 1430, 1.0, PATTERNS),
    Family("FRS", "Textiles/Furoshiki", "風呂敷", "Furoshiki", 2750, 0.5, SIZES),
    Family("ICN", "Home/Incense", "お香 20 本", "Incense, 20 sticks", 1210, 0.7, SCENTS),
    Family("CST", "Home/Baskets", "竹かご", "Bamboo basket", 4620, 0.2, SIZES),
)


@dataclass(frozen=True, slots=True)
class Good:
    """One item of the shop."""

    sku: str
    name: str
    category: str
    barcode: str
    price: int
    daily: float
    tags: list[str]


def goods() -> Iterator[Good]:
    """Every item, always the same."""
    number = 0
    for family in FAMILIES:
        for place, variant in enumerate(family.variants):
            ending, _, words = variant.partition(" ")
            japanese, _, english = words.partition(" ")
            name = f"{family.japanese} {japanese}".strip() + f" · {family.english}"
            number += 1
            # GS1 keeps the numbers that begin with 2 for use inside a shop.
            body = f"20{number:010d}"
            yield Good(
                sku=f"{family.code}-{ending}",
                name=f"{name}, {english}" if english else name,
                category=family.category,
                barcode=f"{body}{check_digit(body)}",
                price=family.price + (family.price // 4 * place if variant in SIZES else 0),
                # The first of a family sells best.
                daily=family.daily / (1 + 0.45 * place),
                tags=["gift"] if family.price >= 2_500 else [],
            )
