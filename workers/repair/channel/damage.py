"""Windows with their evidence -> which of them are damaged, and how: the channel that repair reverses."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workers.repair.channel.confusions import OCR_GROUPS, PRIOR, Group
from workers.repair.channel.evidence import MIN_RATE, Window, is_alone

SHORT_WINDOW = 25
"""Words. In a shorter window a single damaged word is evidence enough, if nothing speaks against it."""
CERTAIN_RATE, A_FEW, SEVERAL = 0.15, 2, 4
TELLING_NATS, NAME_NATS, LOST = 9.0, 4.0, math.log(2)
"""What a damaged word says there, in nats: of 190,000 sound words ten look damaged; what a short name says;
and what each sound word says against it: half of all marks could be lost."""
LONE_NATS, LONE_DOUBT, LONE_CAUTION = 7.0, 4.0, 4.5
"""Nats from which such a text is damaged, how many fewer leave it in doubt, and what speaks against a change
then, lest a sound line with a rare word be changed."""
SUSPICION, SUSPICION_DOUBT = 2.0, 8.0
"""Nats from which a word that may be misread is weighed in its line, and what speaks against a change there:
of 250,000 sound words of official text given line by line none is changed."""
BY_CHANCE, MOST_SIGNS, MOST_HINTS = 0.003, 3, 8.0
"""Share of sound words that look damaged, how many such words count in a window that is not certain, and how
many nats its hints."""
FOREIGN_NAMES = 10
"""So many sound words to one that looks damaged, where there are but two of those: they are names."""
WEAK_SHARE = 0.03
"""Damaged words elsewhere in the document, per sound one, from which a lone damaged word is believed."""
UNDECIDED_ODDS, DOUBTFUL_ODDS = 0.3, 0.003
"""Odds that a window is damaged from which its words are weighed like those of any other; with less, down to
the second, every change there has the odds against it."""
SHARED = 0.3
"""How much the evidence for one letter counts for the others: damage rarely picks letters."""
PRIOR_TOTAL = sum(PRIOR.values())
UNHEARD = 9.0
"""Nats for a kind of damage that has no cost of its own."""
TELLING, UNSEEN = 20, 30.0
"""Damaged letters from which no letter is taken for misread where next to none is; what it costs, in nats."""
MISREAD_COST, NOISY_MISREAD_COST = 8.5, 5.0
MIN_MISREAD, MISREAD_RATE = 3, 0.006
MIN_DROPPED, DROPPED_RATE = 3, 0.05
FEW_DROPPED, FEW_MISREAD = 2, 2
"""Words in one window: of 6,600 windows of sound text one had two such words, among intact ones, and none had
one that lacks letters without an intact word beside it."""
MOST_UNKNOWN = 0.05
"""Share of words in no list up to which a word that is plainly misread is none of another language."""
MIN_OCR = 3


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Costs in nats. `cost[group, printed letter]`; `misread` per ordinary misread letter.

    `noisy`: letters beyond å ä ö are misread too; `scanned`: the damage is that of OCR; `tall`: which takes
    small å, ä, ö for capitals; `dropped`: letters are left out.
    """

    cost: dict[tuple[Group, str], float]
    misread: float
    noisy: bool
    scanned: bool
    tall: bool
    dropped: bool


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The damaged windows, and the channel that damaged them.

    `doubtful`: windows that may be damaged like the others though no word of theirs says so, each with the
    nats against any change there.
    """

    windows: tuple[Window, ...]
    doubtful: tuple[tuple[Window, float], ...]
    channel: Channel


def diagnose(windows: Sequence[Window]) -> Diagnosis | None:
    """None when nothing is damaged: the text stays as it is."""
    words = sum(window.words for window in windows)
    misread = sum(window.misread for window in windows)
    dropped = _is_dropped(windows, words)
    noisy = not dropped and misread >= MIN_MISREAD and misread > MISREAD_RATE * words
    doubtful: list[tuple[Window, float]] = []
    if noisy or dropped or _is_doubtful_throughout(windows):
        hit = [window for window in windows if window.words]
    else:
        here, there = _dropped_here(windows), _misread_here(windows)
        certain, doubtful = _damaged(windows)
        hit = _in_order(windows, certain, here, there)
        dropped, noisy = bool(here), bool(there)
        if not hit and not doubtful:
            doubtful = _suspected(windows)
            noisy = bool(doubtful)
    if not hit and not doubtful:
        return None
    starts = {window.start for window in hit}
    groups: Counter[tuple[Group, str]] = Counter()
    for window in hit or [window for window, _ in doubtful]:
        groups.update(window.groups)
        groups.update(window.weak_groups)
        # Intact letters are counted by word: good enough for a rate.
        for letter in "åäö":
            groups[Group.INTACT, letter] += round(window.intact / 3)
    if dropped:
        for letter in "åäö":
            groups[Group.DROPPED, letter] += sum(window.dropped for window in hit)
    scanned = sum(count for (how, _), count in groups.items() if how in OCR_GROUPS) >= MIN_OCR
    return Diagnosis(
        windows=tuple(hit),
        doubtful=tuple((window, doubt) for window, doubt in doubtful if window.start not in starts),
        channel=Channel(
            cost=_costs(groups, scanned=scanned),
            misread=NOISY_MISREAD_COST if noisy else MISREAD_COST,
            noisy=noisy,
            scanned=scanned,
            tall=any(window.tall for window in hit),
            dropped=dropped,
        ),
    )


def _is_dropped(windows: Sequence[Window], words: int) -> bool:
    dropped = sum(window.dropped for window in windows)
    intact = sum(window.intact for window in windows)
    if words < SHORT_WINDOW and dropped < MIN_DROPPED:
        return dropped > 0 and intact == 0 and not any(window.unknown for window in windows)
    return dropped >= MIN_DROPPED and _lacks_letters(dropped, intact, words)


def _lacks_letters(dropped: int, intact: int, words: int) -> bool:
    return dropped > DROPPED_RATE * words and intact <= 0.2 * dropped


def _dropped_here(windows: Sequence[Window]) -> list[Window]:
    """Windows that have lost letters though the document has not."""
    return [
        window
        for window in windows
        if (window.dropped and not window.intact)
        or (window.dropped >= FEW_DROPPED and _lacks_letters(window.dropped, window.intact, window.words))
    ]


def _misread_here(windows: Sequence[Window]) -> list[Window]:
    """Windows that show misreading, and those beside them with a sign of it."""
    alone = is_alone(windows)
    certain = [
        window.misread >= FEW_MISREAD
        or (alone and window.plain > 0)
        or (window.plain > 1 and window.unknown <= MOST_UNKNOWN * window.words)
        for window in windows
    ]
    return [
        window
        for at, window in enumerate(windows)
        if certain[at] or (window.misread and any(certain[max(0, at - 1) : at + 2]))
    ]


def _suspected(windows: Sequence[Window]) -> list[tuple[Window, float]]:
    """What may hold misread words among those that say nothing: lines given alone."""
    return [(window, SUSPICION_DOUBT) for window in windows if window.suspicion > SUSPICION]


def _in_order(windows: Sequence[Window], *found: list[Window]) -> list[Window]:
    starts = {window.start for some in found for window in some}
    return [window for window in windows if window.start in starts]


def _is_doubtful_throughout(windows: Sequence[Window]) -> bool:
    """A few words, all known, none with å, ä or ö, some far commoner with them: `program for kvalitet`."""
    return (
        sum(window.words for window in windows) < SHORT_WINDOW
        and any(window.weak for window in windows)
        and not any(window.intact or window.unknown for window in windows)
    )


def _damaged(windows: Sequence[Window]) -> tuple[list[Window], list[tuple[Window, float]]]:
    """Windows whose own words show damage and those beside them that say nothing against it; and those that
    may be damaged, with the nats against it.
    """
    evident = sum(window.damaged for window in windows)
    sound = sum(window.intact for window in windows)
    if is_alone(windows):
        return _lone(windows)
    if evident <= A_FEW and sound > FOREIGN_NAMES * evident:
        return [], []
    certain = [_is_certain(window) for window in windows]
    told = [window for window, is_certain in zip(windows, certain, strict=True) if is_certain]
    rate = _share(told) if told else 0.0
    hit, doubtful = [], []
    for at, window in enumerate(windows):
        if certain[at] or _is_believed(window, evident - window.damaged, sound):
            hit.append(window)
        elif told:
            odds = _odds(window, rate, _likely(certain, len(told), at))
            if odds > UNDECIDED_ODDS:
                hit.append(window)
            elif odds > DOUBTFUL_ODDS:
                doubtful.append((window, -math.log(odds)))
    return hit, doubtful


def _lone(windows: Sequence[Window]) -> tuple[list[Window], list[tuple[Window, float]]]:
    nats = sum(
        TELLING_NATS * window.telling
        + NAME_NATS * (window.damaged - window.telling)
        + window.hint_gain
        - LOST * window.intact
        for window in windows
    )
    spoken = [window for window in windows if window.words]
    if nats > LONE_NATS:
        return spoken, []
    doubt = LONE_CAUTION + LONE_NATS - nats
    return [], [(window, doubt) for window in spoken] if nats > LONE_NATS - LONE_DOUBT else []


def _is_believed(window: Window, elsewhere: int, sound: int) -> bool:
    """A damaged word in a short window with nothing against it, in a document that has more of them."""
    if not window.damaged or window.intact or window.words >= SHORT_WINDOW:
        return False
    return sound == 0 or elsewhere > WEAK_SHARE * sound


def _share(windows: Sequence[Window]) -> float:
    """Of the words with å, ä or ö that tell, how many are damaged."""
    damaged, intact = sum(window.damaged for window in windows), sum(window.intact for window in windows)
    return damaged / (damaged + intact)


def _likely(certain: Sequence[bool], told: int, at: int) -> float:
    """How likely the window at `at` is damaged, by those beside it and by all; `told` are certain."""
    beside = [certain[near] for near in (at - 2, at - 1, at + 1, at + 2) if 0 <= near < len(certain)]
    return (sum(beside) + 4 * told / len(certain)) / (len(beside) + 4)


def _odds(window: Window, rate: float, likely: float) -> float:
    """That a window which is not certain is damaged, by its own words and by how likely it is anyway."""
    signs = min(window.damaged + 0.5 * window.weak, MOST_SIGNS)
    hints = min(window.hint_gain + window.hints * math.log(rate), MOST_HINTS)
    own = math.exp(signs * math.log(rate / BY_CHANCE) + max(0.0, hints)) * math.pow(1 - rate, window.intact)
    return own * likely / max(1 - likely, BY_CHANCE)


def _is_certain(window: Window) -> bool:
    """Two damaged words among few sound ones, or several among many: two can be foreign names."""
    return (window.damaged >= A_FEW and _share([window]) >= CERTAIN_RATE) or (
        window.damaged >= SEVERAL and _share([window]) >= MIN_RATE
    )


def _costs(groups: Counter[tuple[Group, str]], *, scanned: bool) -> dict[tuple[Group, str], float]:
    """-ln P(group | letter), the letters lending each other a share of their evidence."""
    everything = sum(groups.values())
    damaged = sum(count for (how, _), count in groups.items() if how)
    cost = {}
    for letter in "åäö":
        own = sum(count for (_, printed), count in groups.items() if printed == letter)
        for how, prior in PRIOR.items():
            others = sum(groups[how, other] for other in "åäö")
            cost[how, letter] = -math.log(
                (groups[how, letter] + prior + SHARED * others) / (own + PRIOR_TOTAL + SHARED * everything)
            )
            if how in OCR_GROUPS and damaged >= TELLING and not scanned:
                cost[how, letter] = UNSEEN
    lost = min(cost[Group.BASE, letter] for letter in "åäö")
    for letter in "éèêëáàü":
        cost[Group.BASE, letter] = min(6.0, lost + 1.0)
        cost[Group.QUESTION, letter] = cost[Group.QUESTION, "ö"] + 1.0
        cost[Group.REPLACEMENT, letter] = cost[Group.REPLACEMENT, "ö"] + 1.0
    for letter in "io":
        cost[Group.ONE_ZERO, letter] = 5.0
    return cost
