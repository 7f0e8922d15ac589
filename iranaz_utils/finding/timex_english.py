"""Time expressions of English: rules, what may stand around them, and tense. How to read a rule: `timex_grammar`.

To teach the finder a new expression, add a word to a slot of `timex_english_words`, or a row to `RULES`: the longest match wins,
whatever the order of the rows.
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.timex_english_words import MODIFIERS, SLOTS
from iranaz_utils.finding.timex_grammar import Grammar, Guard, Language

RULES = [
    # days in full
    ("DATE", "{iyear}-{mm}-{dd}", "{iyear}-{mm}-{dd}"),
    ("DATE", "{iyear}/{mm}/{dd}", "{iyear}-{mm}-{dd}"),
    ("DATE", "{dd}.{mm}.{year}", "{year}-{mm}-{dd}"),
    ("DATE", "{late}/{mm}/{year}", "{year}-{mm}-{late}"),
    ("DATE", "{mm}/{late}/{year}", "{year}-{mm}-{late}"),
    ("DATE", "{mm}/{mm2}/{year}", "{year}-XX-XX"),  # the fourth of March or the third of April
    ("TIME", "{year}-{mm}-{dd}(T| ){clock}(:{yy})?", "{year}-{mm}-{dd}T{clock}"),
    ("TIME", "{year}-{mm}-{dd}T{clock}(:{yy})?Z", "{year}-{mm}-{dd}T{clock}Z"),
    ("DATE", "{month} {day}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? {month} {day}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "(the )?{day}( of)?~{month}(,)?~{year}", "{year}-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? (the )?{day}( of)? {month}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "{month} {nth}(,)? {year}", "{year}-{month}-{nth}"),
    ("DATE", "(the )?{nth} of {month}(,)? {year}", "{year}-{month}-{nth}"),
    # days, months and years of the Persian and the Islamic calendar
    ("DATE", "{jyear}(-|/){mm}(-|/){dd}", "J{jyear}-{mm}-{dd}"),
    ("DATE", "{jmonth} {day}(,)? {jyear}", "J{jyear}-{jmonth}-{day}"),
    ("DATE", "{day}( of)? {jmonth}(,)? {jyear}", "J{jyear}-{jmonth}-{day}"),
    ("DATE", "{jmonth} {day}", "JXXXX-{jmonth}-{day}"),
    ("DATE", "{day}( of)? {jmonth}", "JXXXX-{jmonth}-{day}"),
    ("DATE", "{jmonth}(,)? {jyear}", "J{jyear}-{jmonth}"),
    ("DATE", "{clearj}", "JXXXX-{clearj}"),
    ("DATE", "(the )?(current |last |previous )?{solar} month( of)? {jmonth}", "JXXXX-{jmonth}"),
    ("DATE", "(the )?{solar} year( of)? {jyear}", "J{jyear}"),
    ("DATE", "(the|this) (current )?{solar} year", "[JY+0]"),
    ("DATE", "(the )?(past|last|previous) {solar} year", "[JY-1]"),
    ("DATE", "(the )?(next|coming) {solar} year", "[JY+1]"),
    ("DATE", "{hmonth} {day}(,)? {hyear}( (AH|A.H.))?", "H{hyear}-{hmonth}-{day}"),
    ("DATE", "{day}( of)? {hmonth}(,)? {hyear}( (AH|A.H.))?", "H{hyear}-{hmonth}-{day}"),
    ("DATE", "(the )?(holy |fasting |lunar )?month of {hmonth}", "HXXXX-{hmonth}"),
    # days without a year
    ("DATE", "{month} {day}", "XXXX-{month}-{day}"),
    ("DATE", "{month} {nth}", "XXXX-{month}-{nth}"),
    ("DATE", "{anyweekday}(,)? {month} {day}", "XXXX-{month}-{day}"),
    ("DATE", "{day}( of)?~{month}", "XXXX-{month}-{day}"),
    ("DATE", "the {day} of {month}", "XXXX-{month}-{day}"),
    ("DATE", "(the )?{nth} of {month}", "XXXX-{month}-{nth}"),
    ("DATE", "{anyweekday}(,)? (the )?{day}( of)? {month}", "XXXX-{month}-{day}"),
    ("DATE", "{month} {day} of {year}", "{year}-{month}-{day}"),
    ("DATE", "{month} {day}(,)? (of )?this year", "[Y+0]-{month}-{day}"),
    ("DATE", "{month} {day}(,)? (of )?last year", "[Y-1]-{month}-{day}"),
    ("DATE", "{holiday}", "XXXX-{holiday}"),
    ("DATE", "{holiday} {year}", "{year}-{holiday}"),
    ("DATE", "{feast}", "XXXX-{feast}"),
    ("DATE", "{feast} {year}", "{year}-{feast}"),
    # several days of one month
    ("DATE", "[{month} {day}] (and|to|or|through|until|till) [{day2}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    ("DATE", "[{month} {day}](-|–|—)[{day2}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    ("DATE", "[{month} {day}]( and | to |-|–|—)[{day2}(,)? {year}]", "{year}-{month}-{day} & {year}-{month}-{day2}"),
    ("DATE", "[{day}]( and | to |-|–|—)[{day2} {month}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    ("DATE", "[{day}]( and | to |-|–|—)[{day2} {month}(,)? {year}]", "{year}-{month}-{day} & {year}-{month}-{day2}"),
    ("DATE", "[{month} {day}](-|–|—| and | to )[{day2}(,)? last year]", "[Y-1]-{month}-{day} & [Y-1]-{month}-{day2}"),
    ("DATE", "[{month} {day}](-|–|—| and | to )[{day2}(,)? (of )?this year]", "[Y+0]-{month}-{day} & [Y+0]-{month}-{day2}"),
    ("DATE", "[{month}]( and | to |-|–|—)[{month2}(,)? {year}]", "{year}-{month} & {year}-{month2}"),
    ("DATE", "[{month}](-|–|—)[{month2}]", "XXXX-{month} & XXXX-{month2}"),
    # weekdays
    ("DATE", "{weekday}", "XXXX-WXX-{weekday}"),
    ("DATE", "this {weekday}", "XXXX-WXX-{weekday} future"),
    ("DATE", "(this )?(last|past) {weekday}", "XXXX-WXX-{weekday} last"),
    ("DATE", "(this )?(next|coming) {weekday}", "XXXX-WXX-{weekday} next"),
    ("DATE", "(this|the) weekend", "XXXX-WXX-WE"),
    ("DATE", "(this|the )?(past|last) weekend", "XXXX-WXX-WE last"),
    ("DATE", "(this |the )?(next|coming) weekend", "XXXX-WXX-WE next"),
    ("DATE", "{weekday} (last|of last) week", "[W-1]-{weekday}"),
    ("DATE", "{weekday} (next|of next) week", "[W+1]-{weekday}"),
    # months
    ("DATE", "{month}(,)?~{year}", "{year}-{month}"),
    ("DATE", "{month}(,)? {spokenyear}", "{spokenyear}-{month}"),
    ("DATE", "{month}(,)? of {year}", "{year}-{month}"),
    ("DATE", "{month} {shortyear}", "{shortyear}-{month}"),
    ("DATE", "{monthname}", "XXXX-{monthname}"),
    ("DATE", "(in|since|by|until|till|from|during|of|before|after|and|to|between|through) [{wordlikemonth}]", "XXXX-{wordlikemonth}"),
    ("DATE", "(the|a) [{wordlikemonth}]", "XXXX-{wordlikemonth}", "attributive"),
    ("DATE", "{mod}( )?{anymonth}", "XXXX-{anymonth}"),
    ("DATE", "the month of {anymonth}", "XXXX-{anymonth}"),
    ("DATE", "(last|this past) {anymonth}", "XXXX-{anymonth} last"),
    ("DATE", "next {anymonth}", "XXXX-{anymonth} next"),
    ("DATE", "this {anymonth}", "[Y+0]-{anymonth}"),
    ("DATE", "{anymonth} (of )?(last year|the previous year)", "[Y-1]-{anymonth}"),
    ("DATE", "{anymonth} (of )?this year", "[Y+0]-{anymonth}"),
    ("DATE", "{anymonth} (of )?next year", "[Y+1]-{anymonth}"),
    # seasons
    ("DATE", "(the )?{season}", "XXXX-{season}"),
    ("DATE", "(in|during|since|by|until|of) [the {anyseason}]", "XXXX-{anyseason}"),
    ("DATE", "(the )?{anyseason} of {year}", "{year}-{anyseason}"),
    ("DATE", "(the )?{anyseason} {year}", "{year}-{anyseason}"),
    ("DATE", "(the )?{anyseason} of this year", "[Y+0]-{anyseason}"),
    ("DATE", "(the )?{anyseason} of last year", "[Y-1]-{anyseason}"),
    ("DATE", "(the )?{anyseason} of next year", "[Y+1]-{anyseason}"),
    ("DATE", "(last|this past) {anyseason}", "XXXX-{anyseason} last"),
    ("DATE", "this {anyseason}", "[Y+0]-{anyseason}"),
    ("DATE", "(next|the coming) {anyseason}", "XXXX-{anyseason} next"),
    # quarters and halves
    ("DATE", "(the )?{half}~half of (the |this )?(current )?{solar} year", "[JY+0]-H{half}"),
    ("DATE", "(the )?{half}~half of (the )?(past|last|previous) {solar} year", "[JY-1]-H{half}"),
    ("DATE", "(the )?{quarter}~quarter of (the |this )?(current )?{solar} year", "[JY+0]-S{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of (the )?(past|last|previous) {solar} year", "[JY-1]-S{quarter}"),
    ("DATE", "{quarter}~quarter", "XXXX-Q{quarter}", "solar"),
    ("DATE", "(the|its|their) {quarter} quarter", "XXXX-Q{quarter}", "solar"),
    ("DATE", "(the )?{quarter}~quarter(,)?( of| in)? {year}", "{year}-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of (the )?(fiscal|financial) year {year}", "FY{year}-Q{quarter}"),
    ("DATE", "(the )?{year} {quarter}~quarter", "{year}-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of last year", "[Y-1]-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of this year", "[Y+0]-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of next year", "[Y+1]-Q{quarter}"),
    ("DATE", "last year's {quarter}~quarter", "[Y-1]-Q{quarter}"),
    ("DATE", "this year's {quarter}~quarter", "[Y+0]-Q{quarter}"),
    ("DATE", "next year's {quarter}~quarter", "[Y+1]-Q{quarter}"),
    ("DATE", "(the )?fiscal~{quarter}~quarter", "XXXX-Q{quarter}"),
    ("DATE", "(the )?last quarter of {year}", "{year}-Q4"),
    ("DATE", "(the )?(latest|last|previous) quarter", "[Q-1]"),
    ("DATE", "(the )?(current|this) quarter", "[Q+0]"),
    ("DATE", "(the )?next quarter", "[Q+1]"),
    ("DATE", "(the )?{half}~half of {year}", "{year}-H{half}"),
    ("DATE", "(the )?{half}~half of (this|the) year", "[Y+0]-H{half}"),
    ("DATE", "(the )?{half}~half of last year", "[Y-1]-H{half}"),
    ("DATE", "(the )?{half}~half of next year", "[Y+1]-H{half}"),
    # years, decades, centuries
    ("DATE", "{bareyear}", "{bareyear}", "year"),
    ("DATE", "{roundyear}", "{roundyear}", "dated year"),
    ("DATE", "{earlyyear}", "{earlyyear}", "dated year"),
    ("DATE", "(the )?year {year}", "{year}"),
    ("DATE", "(the )?{year} (quarter|period)", "{year}"),
    ("DATE", "(the )?(year )?{spokenyear}", "{spokenyear}", "year"),
    ("DATE", "(in|since|of|from|by|until|summer|winter|spring|fall|autumn) [{shortyear}]", "{shortyear}"),
    ("DATE", "[{year}](-|–|—| to | and | or )[{year2}]", "{year} & {year2}", "range"),
    ("DATE", "[{year}](-|–|/)[{yy}]", "{year} & {year:.2}{yy}", "range"),
    ("DATE", "(the )?(fiscal|financial)( year)?~{year}", "FY{year}"),
    ("DATE", "(the )?(current|this) (fiscal|financial) year", "[Y+0]"),
    ("DATE", "(the )?(last|previous) (fiscal|financial) year", "[Y-1]"),
    ("DATE", "(the )?next (fiscal|financial) year", "[Y+1]"),
    ("DATE", "(the )?{decade}", "{decade}"),
    ("DATE", "the {shortdecade}", "{shortdecade}"),
    ("DATE", "{shortdecade}", "{shortdecade}", "decade"),
    ("DATE", "the {worddecade}", "{worddecade}"),
    ("DATE", "(the )?{century}~century( (AD|CE))?", "{century}"),
    ("DATE", "(the )?{century}~century (BC|BCE|B.C.)", "BC{century}"),
    ("DATE", "{figure} (BC|BCE|B.C.)", "BC{figure:0>4}"),
    ("DATE", "{figure} (AD|CE|A.D.)", "{figure:0>4}"),
    ("DATE", "(AD|A.D.) {figure}", "{figure:0>4}"),
    # around the publication
    ("DATE", "today", "[D+0]"),
    ("DATE", "yesterday", "[D-1]"),
    ("DATE", "tomorrow", "[D+1]"),
    ("DATE", "(the )?day before yesterday", "[D-2]"),
    ("DATE", "(the )?day after tomorrow", "[D+2]"),
    ("DATE", "this {era}", "[{era}+0]"),
    ("DATE", "the current {era}", "[{era}+0]"),
    ("DATE", "last {era}", "[{era}-1]", "no part"),
    ("DATE", "next {era}", "[{era}+1]"),
    ("DATE", "the (past|last) year", "[Y-1]", "no part"),
    ("DATE", "{mod} the {calendar}", "[{calendar}+0]"),
    ("DATE", "(the )?{era}~end", "[{era}+0]"),
    ("DATE", "{era}'s end", "[{era}+0]"),
    ("DATE", "a year (ago|earlier)", "<=Y-1>"),
    ("DATE", "a [year-(ago|earlier)]", "<=Y-1>"),
    ("DATE", "year-(ago|earlier)( (period|quarter))?", "<=Y-1>"),
    ("DATE", "the year-(ago|earlier) (period|quarter)", "<=Y-1>"),
    ("DATE", "the year-(ago|earlier) {quarter} quarter", "[Y-1]-Q{quarter}"),
    ("DATE", "the quarter a year (ago|earlier)", "<=Y-1>"),
    ("DATE", "the (corresponding|same) (period|quarter) (of )?(last year|a year ago|a year earlier)", "<=Y-1>"),
    ("DATE", "last year's (quarter|period)", "<=Y-1>"),
    ("DATE", "the ((latest |reporting )?quarter|latest period)", "<=Y+0>", "reported"),
    ("DATE", "for [the {era}]", "[{era}+0]"),
    ("DATE", "the full {era}", "[{era}+0]"),
    ("DATE", "{count} {unit} ago", "[{unit}-{count}]"),
    ("DATE", "{count} {unit} from (now|today)", "[{unit}+{count}]"),
    ("DATE", "{vague} {unit} ago", "PAST_REF"),
    ("DATE", "a couple of {units} ago", "[{units}-2]"),
    ("DATE", "({units}|long|some time|not long) ago", "PAST_REF"),
    # around the date in focus
    ("DATE", "(the )?(previous|preceding) {era}", "<{era}-1>"),
    ("DATE", "(the )?following {era}", "<{era}+1>"),
    ("DATE", "(that|the same) {era}", "<{era}+0>"),
    ("DATE", "{count} {unit} earlier", "<{unit}-{count}>"),
    ("DATE", "{count} {unit} before", "<{unit}-{count}>", "closing"),
    ("DATE", "{vague} {units} earlier", "PAST_REF"),
    ("DATE", "{vague} {units} later", "FUTURE_REF"),
    ("DATE", "{count} {unit} later", "<{unit}+{count}>"),
    ("DATE", "(the )?(next|following) day", "<D+1>"),
    ("DATE", "the day before", "<D-1>", "closing"),
    # times of day
    ("TIME", "{mm} o'clock", "<D+0>T{mm}:00"),
    ("TIME", "{hhmm} {zone}", "<D+0>T{hhmm}{zone}"),
    ("TIME", "that (same )?{part}", "<D+0>T{part}"),
    ("TIME", "(the )?(next|following) {part}", "<D+1>T{part}"),
    ("TIME", "the (previous {part}|{part2} before)", "<D-1>T{part}{part2}", "closing"),
    ("TIME", "{clock}( {zone})?", "<D+0>T{clock}{zone}"),
    ("TIME", "{clock}( {zone})?(,)?( on)? {weekday}", "XXXX-WXX-{weekday}T{clock}{zone}"),
    ("TIME", "{weekday}(,)? (at )?{clock}( {zone})?", "XXXX-WXX-{weekday}T{clock}{zone}"),
    ("TIME", "{clock}( {zone})? (today|this {part})", "[D+0]T{clock}{zone}"),
    ("TIME", "{clock}( {zone})? yesterday", "[D-1]T{clock}{zone}"),
    ("TIME", "{clock}( {zone})? tomorrow", "[D+1]T{clock}{zone}"),
    ("TIME", "{clock}( {zone})?(,)?( on)? {month} {day}", "XXXX-{month}-{day}T{clock}{zone}"),
    ("TIME", "{month} {day}(,)? at {clock}( {zone})?", "XXXX-{month}-{day}T{clock}{zone}"),
    ("TIME", "this {part}", "[D+0]T{part}"),
    ("TIME", "tonight", "[D+0]TNI"),
    ("TIME", "last night", "[D-1]TNI"),
    ("TIME", "yesterday {part}", "[D-1]T{part}"),
    ("TIME", "(mid-)?{part} yesterday", "[D-1]T{part}"),
    ("TIME", "tomorrow {part}", "[D+1]T{part}"),
    ("TIME", "{weekday} {part}", "XXXX-WXX-{weekday}T{part}"),
    ("TIME", "the {part} of {month} {day}", "XXXX-{month}-{day}T{part}"),
    # lengths
    ("DURATION", "{n} {unit}", "P{n}{unit}"),
    ("DURATION", "{figure}~{span}", "P{figure}{span}", "whole"),
    ("DURATION", "{digits}-second", "PT{digits}S"),
    ("DURATION", "{figure}-{span}-long", "P{figure}{span}"),
    ("DURATION", "{figure}~{one}-old", "P{figure}{one}"),
    ("DURATION", "{n} {unit} old", "P{n}{unit}"),
    ("DURATION", "{n} (more|straight|consecutive|full|additional|trading|business|working|calendar) {unit}", "P{n}{unit}"),
    ("SET", "(a|an|per) {one}", "P1{one}", "rate"),
    ("DURATION", "{single} {span}", "P1{span}", "whole"),
    ("DURATION", "{span}-old", "P1{span}"),
    ("DURATION", "{units}-(old|long)", "PX{units}"),
    ("DURATION", "over (a|an) {span}", "P1{span}"),
    ("DURATION", "the (fiscal )?year", "P1Y", "ended"),
    ("DURATION", "the fiscal year", "P1Y"),
    ("DURATION", "(the )?{last} {n} (to|or) {n2} {unit}", "PX{unit}"),
    ("DURATION", "(the )?{next} {n} (to|or) {n2} {unit}", "PX{unit}"),
    ("DURATION", "(the )?{last} couple of {units}", "P2{units} last"),
    ("DURATION", "(the )?{next} couple of {units}", "P2{units} next"),
    ("DURATION", "(the )?{last} {n} {unit}", "P{n}{unit} last"),
    ("DURATION", "(the )?{next} {n} {unit}", "P{n}{unit} next"),
    ("DURATION", "the (past|last) {span}", "P1{span} last", "no part"),
    ("DURATION", "(a|an) {figure}~{one} (period|span)", "P{figure}{one}"),
    ("DURATION", "the (first|latest|remaining|final|full|entire) {n} {unit}", "P{n}{unit}"),
    ("DURATION", "the {n} {units}", "P{n}{units}"),
    ("DURATION", "{n}( to | or |-|–){n2} {unit}", "PX{unit}"),
    ("DURATION", "{vague} {units}", "PX{units}"),
    ("DURATION", "(the )?{last} {vague} {units}", "PX{units}"),
    ("DURATION", "(the )?{last} {units}", "PX{units}"),
    ("DURATION", "(the )?{next} {vague} {units}", "PX{units}"),
    ("DURATION", "(the )?{next} {units}", "PX{units}"),
    ("DURATION", "a couple of {units}", "P2{units}"),
    ("DURATION", "{n} and a half {units}", "P{n}.5{units}"),
    ("DURATION", "half~(an )?hour", "PT30M"),
    ("DURATION", "half a year", "P6M"),
    ("DURATION", "half~(a )?century", "P50Y"),
    ("DURATION", "half~(a |an )?{span}", "P0.5{span}"),
    ("DURATION", "{some}", "PX{some}", "whole"),
    ("DURATION", "{era}-long", "P1{era}"),
    # sets
    ("SET", "(every|each) {one}", "P1{one}"),
    ("SET", "(every|each) {n} {units}", "P{n}{units}"),
    ("SET", "every other {one}", "P2{one}"),
    ("SET", "{weekdays}", "XXXX-WXX-{weekdays}"),
    ("SET", "weekends", "XXXX-WXX-WE"),
    ("SET", "(every|each) {weekday}", "XXXX-WXX-{weekday}"),
    ("SET", "(every|each) {anymonth}", "XXXX-{anymonth}"),
    ("SET", "(every|each) {anyseason}", "XXXX-{anyseason}"),
    ("SET", "(every|each) {part}", "XXXX-XX-XXT{part}"),
    ("SET", "(daily|nightly)", "P1D", "no newspaper"),
    ("SET", "weekly", "P1W", "adverb"),
    ("SET", "monthly", "P1M", "adverb"),
    ("SET", "quarterly", "P1Q", "adverb"),
    ("SET", "(annually|yearly)", "P1Y"),
    # no day meant
    ("DATE", "now", "PRESENT_REF"),
    ("DATE", "(currently|nowadays|presently|these days|at present|at the moment|current)", "PRESENT_REF"),
    ("DATE", "(more |most )?(recently|lately)", "PAST_REF"),
    ("DATE", "recent", "PAST_REF"),
    ("DATE", "the (recent )?past", "PAST_REF", "uncounted"),
    ("DATE", "the ((near|distant|immediate|foreseeable) )?future", "FUTURE_REF", "noun"),
    ("DATE", "in [future]", "FUTURE_REF", "noun"),
    ("DATE", "soon", "FUTURE_REF", "soon"),
]  # fmt: skip

#: What makes a number a name, a price or part of a longer number.
NUMBERED = r"[$€£#+/:-]|\d[.,]|\b(?i:no|nos|resolution|flight|article|number|page|room|route|boeing|model|section|law)\b\.? "
COUNTED = r"percent|people|men|women|soldiers|troops|tons|tonnes|dollars|miles|kilo|metres|meters|votes|feet|k[mg]\b|barrels|hectares|acres"
GUARDS = {
    "year": Guard(
        not_before=NUMBERED,
        not_after=rf"[.,/:-]?\d|%| (?i:{COUNTED})",
    ),
    "dated year": Guard(
        before=r"(?i:\b(?:in|since|by|of|from|until|till|before|after|around|circa|year)) ",
        not_after=r"[.,/:-]?\d|%| (?:\w+s|[A-Z]{2,}|percent|people)\b",
    ),
    "range": Guard(not_before=NUMBERED, not_after=r"[.,/:-]?\d|%"),
    "decade": Guard(before=r"(?i:in|early|late|mid)\W", not_before=r"(?i:his|her|their|my) (?:early|late|mid)\W"),
    "attributive": Guard(after=r" (?!(?:on|of|for|to|in|against|by|and|was|is)\b)[a-z]"),
    "reported": Guard(before=r"(?i:\b(?:in|for|of|during)) ", not_after=r" (?i:of|when|since|after|before|between|from)\b"),
    "whole": Guard(not_after=r"-\w"),
    "no part": Guard(not_after=r" of\b"),
    "ended": Guard(after=r",? end(?:ed|ing)\b"),
    "uncounted": Guard(not_after=r" (?:\d|one|two|three|four|five|six|few|several|couple)\b"),
    "noun": Guard(not_after=r"-| (?!(?:in|and|or|for|will|would|when|but|if|as|at|to|by|with|of|is|are|was|the)\b)[a-z]"),
    "solar": Guard(not_after=r" of the (?:\w+ )?(?i:iranian|persian|solar)\b"),
    "closing": Guard(not_after=r" \w"),
    "no newspaper": Guard(not_before=r"\b(?i:the|party|english|business|national|reformist|turkish) ", not_after=r" (?:[A-Z]|newspaper)"),
    "soon": Guard(not_before="(?i:as|how|too) ", not_after=" (?:as|after)"),
    "adverb": Guard(not_after=r" (?!(?i:and|or|in|at|for|by|to|from|since|with)\b)\w"),
    "rate": Guard(
        before=r"(?i:[%\d]|times|once|twice|percent|illion|cents|dollars|tons|tonnes|barrels|much|many|days|hours|nights|minutes) "
    ),
}

#: Slots and words of which one is enough to look closer; figures tell by their form; the glue between words does not tell.
TRIGGERS = """
    month weekday weekdays weekends unit anyseason part holiday feast worddecade jmonth shortyear shortdecade
    GMT UTC noon midday midnight eighteen nineteen
""".split()
GLUE = """
    a an and at before by for from in last long more most new New next not of on one or right s some that the their these this time to its
    King Martin Mehr
""".split()

#: What tells, before or after an expression, that it looks back or ahead.
CLAUSE = r"[.!?;]['\"”’)]*\s|\n\n|, (?:where|which|who|whose|when|while|after)\b"
PAST = (
    r"(?i)\b(?:was|were|had|did|been|has|have|said|told|met|held|took|came|went|began|left|made|got|gave|saw|shot|won|lost|since|\w\w+ed)\b"
)
#: With the words that follow, so that *would be held* is no past.
FUTURE = (
    r"(?i)(?:\b(?:will|shall|would(?! like)|(?-i:may|might)(?! have)|going to|to be|plan(?:s|ned|ning)?|set (?:to|for)|due|scheduled"
    r"|expected|expects?|upcoming|(?:as (?:early|soon|late) as|until|till|by|starting)(?= ?$)|(?:are|is|was|were) to)\b|['’]ll\b)"
    r"(?: \w+){0,3}"
)


@cache
def english() -> Grammar:
    """The grammar, compiled once."""
    return Grammar(
        Language(
            slots=SLOTS, rules=RULES, modifiers=MODIFIERS, guards=GUARDS, triggers=TRIGGERS,
            glue=GLUE, clause=CLAUSE, past=PAST, future=FUTURE,
        )
    )  # fmt: skip
