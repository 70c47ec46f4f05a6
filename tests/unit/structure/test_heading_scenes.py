"""Headings in text alone, without any typography: what is one, and what only stands like one.

Each scene is a short fictional document; its headings were written down before any rule was run on it,
those of the last two excepted.
"""

import pytest

from tests.unit.structure.paper import text_pages
from workers.structure import structure

SCENES: dict[str, tuple[str, list[str]]] = {
    "numbers in parts": (
        """\
Åtgärdsplan för Norrbyns dammar

1 Bakgrund
Dammarna i Norrbyn anlades under 1920-talet och har inte setts över sedan dess. Kommunen tog
över ansvaret för dem när sågverket lades ned.
1.1 Läget i dag
Två av de fyra dammarna läcker, och vid högt vatten svämmar den nedre över landsvägen.
1.1.1 Den övre dammen
Vallen är underminerad på en sträcka av tolv meter, och luckan går inte längre att stänga.
1.2 Tidigare utredningar
En utredning gjordes 1998 men ledde inte till någon åtgärd.
2 Förslag
Den övre dammen byggs om under nästa år, och den nedre rivs.
""",
        [
            "1 Bakgrund", "1.1 Läget i dag", "1.1.1 Den övre dammen", "1.2 Tidigare utredningar",
            "2 Förslag",
        ],
    ),
    "questions": (
        """\
Till dig som ska flytta till ett äldreboende

Vem får en plats?
Den som fyllt 65 år och inte längre klarar sig hemma med hjälp från hemtjänsten kan ansöka om
en plats. Behovet prövas av en handläggare.

Vad kostar det?
Hyran beror på lägenhetens storlek. För mat och omvårdnad betalar du en avgift som räknas ut
efter din inkomst.

Hur överklagar jag?
Du skriver till kommunen inom tre veckor från den dag du fick beslutet.
""",
        ["Vem får en plats?", "Vad kostar det?", "Hur överklagar jag?"],
    ),
    "capitals": (
        """\
DRIFT AV BADPLATSER

ANSVAR
Tekniska enheten sköter bryggor, livbojar och toaletter vid kommunens åtta badplatser under
tiden maj till september.

PROVTAGNING AV VATTEN
Miljöenheten tar prov på vattnet fyra gånger varje sommar och anslår resultatet vid stranden.
""",
        ["ANSVAR", "PROVTAGNING AV VATTEN"],
    ),
    "with a colon": (
        """\
Samråd om gångvägen vid Kvarnängen har hållits med dem som bor intill.

Inkomna synpunkter:
De boende vill att gångvägen läggs på bäckens norra sida, där marken är torrare och färre träd
behöver fällas.

Förvaltningens svar:
Gångvägen flyttas till den norra sidan på den sträcka där det är möjligt utan sprängning.
""",
        ["Inkomna synpunkter:", "Förvaltningens svar:"],
    ),
    "paragraph with its title": (
        """\
Ordningsregler för Sjövalla hamn

§ 1 Regler om tillträde
Hamnen är öppen för alla mellan klockan sex och tjugotvå. Övrig tid får bara den som har en
båtplats vistas på bryggorna.

§ 2 Förtöjning av båtar
Varje båt ska förtöjas så att den inte skadar bryggan eller de andra båtarna.
""",
        ["§ 1 Regler om tillträde", "§ 2 Förtöjning av båtar"],
    ),
    "over two lines": (
        """\
Kommunstyrelsen har bett om en redovisning av hur lokalerna används.

Samlad bild av hur de tomställda lokalerna i Västra
hamnen kan användas
Nio lokaler har stått tomma i mer än ett år. Fyra av dem kan hyras ut utan ombyggnad, och
tre behöver ny ventilation.
""",
        ["Samlad bild av hur de tomställda lokalerna i Västra hamnen kan användas"],
    ),
    "right over its text": (
        """\
Nämnden har begärt en lägesbeskrivning av skolskjutsarna.
Skjutsar i dag
Varje dag skjutsas 412 elever till och från skolan, de flesta med bussar i linjetrafik men var
åttonde i taxi.
Kostnader
Kostnaden per elev har stigit med elva procent på två år, mest för taxiresorna.
""",
        ["Skjutsar i dag", "Kostnader"],
    ),
    "letters as numbers": (
        """\
Villkor för upplåtelse av torgplats

A. Tider
Försäljning får ske mellan klockan åtta och arton på vardagar och till klockan femton på
lördagar.

B. Avgifter
Avgiften betalas för ett kvartal i taget och återbetalas inte om platsen inte används.
""",
        ["A. Tider", "B. Avgifter"],
    ),
    "parts of a text": (
        """\
Vi lämnar här våra synpunkter på förslaget till ny översiktsplan.

Kapitel 3 Grönområden
Vi saknar en redovisning av hur de mindre skogarna intill bebyggelsen ska skyddas och skötas.

Kapitel 5 Trafik
Förslaget om en ny infart från söder avstyrks, eftersom den skär genom våtmarken.
""",
        ["Kapitel 3 Grönområden", "Kapitel 5 Trafik"],
    ),
    "marks of a web page": (
        """\
**Så söker du stipendiet**
Du skickar ansökan med bilagor till föreningens kansli senast den sista april det år då du vill
ha pengarna.

**Vad vi tittar på**
Styrelsen väger in vad pengarna ska gå till och om du fått stipendium tidigare.
""",
        ["Så söker du stipendiet", "Vad vi tittar på"],
    ),
    "items are none": (
        """\
Nämnden beslutar följande.

1. Ansökan från Tallbackens förskola beviljas
2. Ansökan från Björkbackens förskola avslås
3. Beslutet gäller från årsskiftet

Besluten kan överklagas inom tre veckor från den dag då de delgavs.
""",
        [],
    ),
    "bullets are none": (
        """\
I uppdraget ingår att ta fram underlag om följande frågor.

- Lokaler och utrustning
- Personal och öppettider
- Avgifter för föreningar

Underlaget lämnas till nämnden före sommaren.
""",
        [],
    ),
    "heads of a table are none": (
        """\
Antalet besök redovisas för varje bibliotek i tabellen.

Bibliotek      Besök      Lån
Norra          12 400     31 200
Södra          8 100      19 900

Besöken ökade mest vid Norra biblioteket, som höll öppet på söndagar.
""",
        [],
    ),
    "a signature is none": (
        """\
Föreningen begär att kommunen ser över belysningen längs gångstigen vid ån, som är mörk under
vinterhalvåret.

Med vänlig hälsning

Greta Lundmark
Ordförande i Åbackens byalag
""",
        [],
    ),
    "a letter's first line is none": (
        """\
Hej Ingrid

Tack för ditt mejl om papperskorgarna vid hållplatsen. Vi har bett entreprenören att tömma dem
två gånger i veckan under våren.

Återkom gärna om det inte blir bättre.
""",
        [],
    ),
    "a label with its value is none": (
        """\
Uppgifter om fastigheten lämnades vid besöket.

Fastighet: Ekbacken 1:14
Ägare: Sune Holmgren
Area: 1 240 kvadratmeter

Fastigheten ligger utanför det planlagda området och har enskilt avlopp.
""",
        [],
    ),
    "a quoted line is none": (
        """\
I ansökan skriver sökanden om skälen för att få bygga närmare gränsen:

”Platsen är den enda på tomten där marken är plan”

Grannen har inget att invända mot placeringen, och nämnden delar den bedömningen.
""",
        [],
    ),
    "a short last line is none": (
        """\
Under året har fritidsgården haft öppet fyra kvällar i veckan, och antalet besök har varit högre
än något tidigare år. Särskilt många kom till kvällarna med musik, som ordnades av ungdomarna
på gården
Inför nästa år planeras fler sådana kvällar, om det går att få bidrag till dem från regionen.
""",
        [],
    ),
    "amounts are none": (
        """\
Kostnaderna för ombyggnaden fördelar sig så här.

Mark och ledningar 1 250 000 kr
Byggnader 4 800 000 kr
Oförutsett 300 000 kr

Kostnaderna ryms inom den ram som fullmäktige har beslutat om.
""",
        [],
    ),
    "a lead-in is none": (
        """\
Miljökontoret har granskat anmälan om värmepump.

Kontoret vill att anmälan kompletteras med
en karta där borrhålet är utmärkt
uppgift om djup och köldbärare

Kompletteringen lämnas senast den sista mars.
""",
        [],
    ),
    # The last two were written with the rule for questions.
    "questions behind a sentence": (
        """\
Kommunen får ofta frågor om platserna på äldreboenden.

Vem får en plats?
Den som fyllt 65 år och inte längre klarar sig hemma med hjälp från hemtjänsten kan ansöka om
en plats. Behovet prövas av en handläggare.

Vad kostar det?
Hyran beror på lägenhetens storlek. För mat och omvårdnad betalar du en avgift.
""",
        ["Vem får en plats?", "Vad kostar det?"],
    ),
    "a question to the reader is none": (
        """\
Vi undrar över parkeringen vid skolan, där linjerna inte längre syns.

När målas rutorna om?

Vi har väntat på besked från kommunen sedan i våras och hoppas nu på ett svar före sommaren.
""",
        [],
    ),
}  # fmt: skip


MISSED = {
    "questions": "`Till dig som …` is taken for an addressee, and the first question for the title under it",
    "letters as numbers": "`Villkor för …` is a known heading, and `A. Tider` is written like a name",
}
"""Scenes that are read wrongly, and why."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=[pytest.mark.xfail(strict=True, reason=MISSED[name])] if name in MISSED else []
        )
        for name in SCENES
    ],
)
def test_headings_of_a_scene(name: str) -> None:
    text, expected = SCENES[name]
    found = [section.heading for section in structure(text_pages(text)).sections if section.heading]
    assert found == expected
