"""A fictional municipality's text, with what official Swedish is made of: names, numbers, quotes, lists."""

TEXT = """Miljöförvaltningen
Tjänsteutlåtande
Dnr MN-2024-00417
2024-03-12

Yttrande över förslag till översiktsplan för Åkersvik

Förslag till beslut
1. Miljönämnden godkänner förvaltningens tjänsteutlåtande och överlämnar det till kommunstyrelsen som svar
på remissen.
2. Beslutet justeras omedelbart.

Sammanfattning av ärendet
Kommunstyrelsen har remitterat ”Översiktsplan 2040 – ett öppnare Åkersvik” till nämnden för yttrande senast
den 30 april 2024. Förvaltningen är i huvudsak positiv, men anser att åtgärder mot översvämning måste
utredas vidare. Enligt 5 § plan- och bygglagen (2010:900) ska kommunen ange hur risken kan minska.

Bakgrund
Åren 2019–2023 har vattennivån i Storån ökat med 12 cm. Vid mätningen i Östra hamnen var temperaturen 21 °C.
Kommitténs ordförande Åsa Björkqwist och utredaren Jürgen Müller föreslår följande:

• en ny våtmark väster om järnvägen,
• högre kajkanter vid Ängsbron och Ön,
• att räddningstjänsten får en egen båt.

Ekonomi
Kostnaden beräknas till 4 200 000 kronor, varav ½ mnkr år 2025. Även driften måste täckas: därför behövs ett
äskande i budgeten. Nämnden påpekar att bidrag från länsstyrelsen ännu inte är beviljat, och att ”gåvor” inte
kan räknas in … Några ytterligare medel finns således inte.

Frågor besvaras av registrator@almvik.se eller på https://almvik.se/oversiktsplan/2040.
"""
