"""Swedish names that carry å, ä, ö or é, and the parts that surnames and streets are made of.

General knowledge, written by hand: first names and surnames of living use, municipalities and towns.
"""

_FIRST_NAMES = """
andré andréas andrée björn bård börje chloé cédric desirée esbjörn frédéric göran görel görgen gösta
göte günter günther helén heléne hjördis håkan håkon hüseyin ingegärd iréne josé jöns jöran jörgen
jörn jürgen käthe kåre linnéa léa léo léonie michéle märet märit märta märtha måns mårten päivi pär
pål rené renée styrbjörn stéphane sölve sölvi sören süleyman thorbjörn théo torbjörn väinö zoé ärla
åge ågot åke åsa åse åsmund öivind ömer örjan östen öystein özgür ümit
"""
_SURNAMES = """
ahnström ahrén alfvén andrén askelöf backström bergenstråhle björck björk björkander björkegren
björling björn björnberg björnbom björnfot björnlund björnsson björnström bodström bodén brändström
bråkenhielm brömster byström bäck bäcklin bärg bååth böhlin böhm bökman börjesson böös carlén
cederlöf cederström döbeln elmér enström ernström fahlström fahlén falkenström franzén fredén frisén
fröberg fröding frölander fröler frölich fröman fägersten fällman fåhraeus fåhræus förster gräslund
gärdin gärding gärtner gäverth gårder gårdh gårdlund gårdman göransson göthberg göthe göthlin
hagelbäck hansén helén hjelmér hjärne hjärpe holmér hydén hyltén hägg härdelin härenstam håkanson
håkansson hållander hållén hånell höckert höglin höij höijer höjeberg höjer hörlin hörndahl
hörnfeldt hörnqvist hörnsten hörstedt höög höök jägerskiöld järnberg järpe järvelä järvenpää
järvinen jöback jönsson jörgensen jörnmark kihlström klingström käck käll källander kärn kärnekull
kåberg kågström köhler köhlin könberg könig körberg körling körner larsén lodén läckberg läth löf
löfmarck löfven löfvenberg löfvendahl löfving löfvén lönn lönnebo lönnegren lönnerblad lövdén
lövheim löwenadler löwendahl löwenhielm löwenhjelm löwing löwstedt lübeck mellström mjöberg molén
montén morén mäki mäkinen mäntylä märak märs mässing månson månsson mårdh mårtenson mårtensson
möller möllerberg möllerström mörck mörk mörling mörne mörner mörtsell nilsén norlén norström norén
nylén nääs pärleros pärm pärssinen pärsson pääjärvi påhlman påhlsson pålman pålsson qvarnström
rehnström ridderstråle ringnér rodén ruthström räf räisänen rämö räsänen rågsjö rålamb rödin röding
röhr rönn rönström rörby röse rösiö rössel röstlund röök sahlström sahlén selldén sellström sellén
selén sjödin sjödén sjölin sjörs sjörén skärberg skärbäck skäringer skålberg skånberg skår sköld
spånberg spångberg sträng strängberg stråberg stråle strålin ström strömbeck strömmer ståhl ståhle
stålbalk ståle stålhandske stålmarck stålnacke stöckel svahnström svärd säfve säll särnholm
sätherberg säve sävström säwe söder söderbaum södergran söderlundh söderpalm sörberg sörbo sörensen
sörenson sörensson sörlin sörling sörman sörvik tegnér thalén thorsén thorén thunström thyrén
tillström tjäder tornéus torén trädgårdh trägårdh tällberg tärnström tång tånge töre törmä törn
törne töyrä uddén undén väisänen välimaa vännman vänskä vågberg vång vårdstedt wessén weström wirén
wännström wäppling wärff wärme wärn wäster wästfelt wästlund wågström wåhlander wåhlberg wåhlin
wåhlstedt wåhlström ählström älvros äng åbjörnsson åhlberg åhlin åhlström åhlén åhnberg åhr åhrberg
åhs åkeson åkesson ålenius ångman ångström årman åsander åsbrink åselius åslin öbrink ödlund ödman
öhlin öhlén öhn öhnell öhrling öhrlund öhrman öhrn öhrström öhrvall öijer örnebjär örtegren
örtendahl örtengren örum östenson östensson östergaard österlin östh östlin östmar
"""
_PLACES = """
alingsås bergsjön biskopsgården bispgården bjästa björkhagen björklinge björna bohuslän bollnäs
borlänge borås bredäng bromölla bräcke bureå burlöv bälinge båstad dalarö djurgården djurö ekerö
eksjö enköping eslöv falköping finspång fisksätra fredhäll fränsta frölunda funäsdalen färgelanda
gnosjö grästorp gräsö gröndal gubbängen gullspång gäddede gällivare gärdet gästrikland gävle gårda
gårdsten göinge götaland göteborg götene hammarbyhöjden hammarö hjällbo hjälmaren hornsjön hägersten
hällefors hälsingland härjedalen härlanda härnösand härryda hässelby hässleholm håbo höganäs
högdalen höglandet högsbo högsby hökarängen hörby hörnefors höör ingarö jämtland järfälla järlåsa
järpen jävre jönköping kungsör kungälv kälvesta kärrtorp kävlinge kåge köping köpmanholmen laxå
lidingö lidköping linköping linnéstaden luleå långholmen lövgärdet lövånger malmö malå mjölby
mjölkudden mullsjö muskö mälardalen mälaren mölndal mönsterås mörbylånga mörsil noraström nordingrå
norrköping norrtälje norsjö nyköping nynäshamn nälsta närke nässjö olofström ovanåker oxelösund
piteå rosengård rossön rättvik råcksta rågsved råneå rönninge saltsjöbaden sandö sidensjö sjöbo
skarpnäck skellefteå skogås skutskär skärholmen skåne sköndal skövde småland sollefteå sotenäs
spånga stavsnäs storsjön strängnäs strömstad strömsund strömsunds styrsö stöde svalöv säffle säter
sätra sävar sävsjö söderhamn söderköping södermalm södermanland södertälje sölvesborg sörmland
söråker timrå tjörn torneå torsås tranås trehörningsjö trollhättan trångsund tygelsjö tyresö täby
tännäs töreboda ullånger umeå undersåker vantör vendelsö vingåker vällingby vänern vänersborg vännäs
värmdö värmland värnamo västberga västerbotten västergötland västerhaninge västervik västerås
västmanland vättern vårberg vårgårda älmhult älmsta älta älvdalen älvkarleby älvkarleö älvsborg
älvsbyn älvsjö ängelholm äppelviken ådalen åkeshov ålsten åmål ånge ångermanland ånn ånäset åre
årjäng årsta åsele åstorp åtvidaberg öckerö ödeshög öjebyn öland örby örebro öregrund öresund
örgryte örkelljunga örnsköldsvik österbybruk östergötland österhaninge östermalm östersund österåker
östhammar östra överkalix övertorneå
"""
_HEADS = """
sjö björk ström öst väst söder öster väster åker äng hägg löv löf grön blå grå svärd skölde hög käll
fält häll lång mån rönn sönd skön norr örn ör ås å ö öh åh törn tjärn sköld stål ståhl näs lönn bäck
bränn bråv häger kärr mörk mört råd räf rå säf säll sätter ask alm ahl al and asp berg bergen blom
borg bo bro dahl dal ed ek elf eng fager fors frid gran gul hag hall hammar hed hell holm hult jern
kjell klar kvarn lager land lid lilje lind ljung lund malm mel moss mål nord ny palm ring ros rosen
sand skog slätt sten strand sund svan svens tall wall vall wahl west wester wik vik wid zetter åb
"""
_TAILS = """
ström strömer berg bergh bäck blad blom bom borg bo by dahl dal ell eman én er feldt fors gren gård
hag hagen hammar hed hem hielm hjelm holm häll in ing kvist qvist quist qwist land lander lind ling
lund löf löv man mark näs ros roos rot roth skog skiöld sköld stam stedt sted stad sten strand sjö
svärd vall wall vik vist å åker ås äng ö
"""

SURNAME_HEADS = frozenset(_HEADS.split())
SURNAME_TAILS = frozenset(_TAILS.split())
NAMES = frozenset(
    name
    for text in (_FIRST_NAMES, _SURNAMES, _PLACES)
    for name in text.split()
    if "-" not in name and name.isalpha()
)


def surnames() -> frozenset[str]:
    """Surnames put together from the usual parts (`sjö` + `ström`), in lower case."""
    return frozenset(head + tail for head in SURNAME_HEADS for tail in SURNAME_TAILS if head != tail)
