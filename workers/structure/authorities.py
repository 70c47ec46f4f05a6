"""Names of public and other well-known bodies that do not end like one: `Försäkringskassan`, `Vinnova`.

Source: Statistics Sweden's register of public authorities (Allmänna myndighetsregistret), and the
organisations that the Government Offices most often ask for comments. Names that end in `-verket`,
`-myndigheten`, `-nämnden` and the like need no entry: their form tells.
"""

AUTHORITIES: frozenset[str] = frozenset(
    " ".join(name.split())
    for name in """
    akavia, almega, arbetsförmedlingen, avfall sverige, barnombudsmannen, byggföretagen, chalmers
    tekniska högskola, civil rights defenders, diskrimineringsombudsmannen, energiföretagen sverige,
    fastighetsägarna sverige, folke bernadotteakademin, formas, forte, forum för levande historia,
    friskolornas riksförbund, funktionsrätt sverige, företagarna, försvarets radioanstalt,
    försvarsmakten, försäkringskassan, institutet för mänskliga rättigheter, kommerskollegium,
    konstfack, konsumentombudsmannen, kriminalvården, kronofogden, kungl. biblioteket, kungl. tekniska
    högskolan, kungliga biblioteket, kungliga tekniska högskolan, kustbevakningen, lagrådet,
    landsorganisationen i sverige, lo, tco, saco, lantbrukarnas riksförbund, lantmäteriet, lärarnas
    riksförbund, moderna museet, naturskyddsföreningen, nordiska museet, polisen, regeringen,
    riksbanken, riksdagen, riksgälden, riksrevisionen, rädda barnen, röda korset, sametinget, sida,
    skogforsk, skogsindustrierna, smhi, statens beredning för medicinsk och social utvärdering, statens
    haverikommission, statens servicecenter, statens veterinärmedicinska anstalt, svea hovrätt, svensk
    försäkring, svensk handel, svenska bankföreningen, svenska institutet, svenska kraftnät, svenska
    kyrkan, svenskt näringsliv, svenskt vatten, swedac, teknikföretagen, transportföretagen,
    vårdföretagarna, sveriges advokatsamfund, sveriges allmännytta, sveriges domareförbund, sveriges
    ingenjörer, sveriges lärare, sveriges skolledare, sveriges domstolar, sveriges geologiska
    undersökning, sveriges kommuner och landsting, sveriges kommuner och regioner, sveriges
    meteorologiska och hydrologiska institut, sveriges riksbank, sveriges riksdag, säkerhetspolisen,
    tillväxtanalys, trafikanalys, villaägarnas riksförbund, vinnova, visita, återvinningsindustrierna
    """.replace("\n", " ").split(",")
)
"""In lower case."""
