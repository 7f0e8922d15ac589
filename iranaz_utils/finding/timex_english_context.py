"""What stands around time expressions in English: guards, the words that make the finder look, and tense. The rules: `timex_english`."""

from __future__ import annotations

from iranaz_utils.finding.timex_rules import PLACE, Guard

#: What makes a number a name, a price or part of a longer number.
NUMBERED = r"[$€£#+/:-]|\d[.,]|\b(?i:no|nos|resolution|flight|article|number|page|room|route|boeing|model|section|law)\b\.? "
COUNTED = r"percent|people|men|women|soldiers|troops|tons|tonnes|dollars|miles|kilo|metres|meters|votes|feet|k[mg]\b|barrels|hectares|acres"
GUARDS = {
    "year": Guard(
        not_before=NUMBERED,
        not_after=rf"[.,/:-]?\d|%| (?i:{COUNTED})",
    ),
    "dated year": Guard(
        before=r"(?i:\b(?:the|in|since|by|of|from|until|till|before|after|around|circa|year)) ",
        not_after=r"[.,:/-]?\d|%| (?:[a-z]\w*s|[A-Z]{2,}|percent|people)\b",
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
    "spoken of": Guard(
        not_before=r"(?i:\b(?:ahead of|before|until|for)) ",
        not_after=r"['’]s (?:\w+ )?(?:deadline|elections?|final|game|match|polls|race|referendum|runoff|vote)\b",
    ),
    "no title": Guard(
        not_before=r"\b(?:Black|Bloody|India|Mail on|Russia|Sheffield|Super|USA|VOA) ",
        not_after=r" (?:Night )?(?:Express|Football|Herald|Lights|Live|Mail|Mirror|Post|Show|Telegraph|Times|[Pp]rogramme|show)\b",
    ),
    "closing": Guard(not_after=r" \w"),
    "no game": Guard(not_after=" (?:goal|lead|header|strike|penalty|equali[sz]er|substitute|score|deficit|touchdown|run)"),
    "fasting": Guard(before=r"(?i:\b(?:in|during|of|for|before|after|until|since|this|to|and)) ", not_after=" [A-Z]"),
    "no newspaper": Guard(not_before=r"\b(?i:the|party|english|business|national|reformist|turkish) ", not_after=r" (?:[A-Z]|newspaper)"),
    "soon": Guard(not_before="(?i:as|how|too) ", not_after=" (?:as|after)"),
    "adverb": Guard(not_after=r" (?!(?i:and|or|in|at|for|by|to|from|since|with)\b)\w"),
    "rate": Guard(
        before=r"(?i:[%\d]|\d \w{1,20}|times|once|twice|percent|illion|cents|dollars|tons|tonnes|barrels|much|many|days|hours|nights) ",
        not_after=" (?:after|before|into|of|and a half)",
    ),
}

#: Slots and words of which one is enough to look closer; figures tell by their form; the glue between words does not tell.
TRIGGERS = """
    month weekday weekdays weekends unit anyseason part holiday feast worddecade jmonth shortyear shortdecade
    newyear hfeast long GMT UTC noon midday midnight eighteen nineteen
""".split()
GLUE = """
    a an and at before by for from in last long more most new New next not of on one or right s some that the their these this time to its
    King Martin Mehr
""".split()

#: What tells, before or after an expression, that it looks back or ahead.
CLAUSE = (
    r"[.!?;]['\"”’)]*\s|\n\n|, (?:where|which|who|whose|when|while|after|that)\b"
    r"|\bthat(?= (?:on|in|by|from|at) $)|, (?:and|but)(?= (?:on|in|by|from|at) $)"  # what follows the day tells its tense
)
VERBS = (
    "was|were|had|did|told|met|held|took|came|went|began|left|made|got|gave|saw|shot|won|lost|became|brought|broke|built|bought|drew|drove"
    "|fell|felt|fled|flew|fought|found|grew|heard|hit|kept|knew|led|paid|ran|rose|sank|sat|sent|sold|spent|spoke|stood|struck|thought|threw"
    r"|withdrew|wrote|\w\w+ed"
)
PAST = rf"(?i)\b(?:been|has|have|said|since|{VERBS})\b"
#: What has happened on the day that follows.
DONE = rf"(?i)(?<!is )(?<!are )(?<!be )\b(?!called|planned)(?:{VERBS})(?: (?!to\b)[\w'’-]+){{0,4}} (?:in|on) {PLACE}"
#: What will, may and should be; what is planned; what is said in the present tense; and words right before the day. With the words that
#: follow, so that *would be held* is no past; *until* at the head of a clause leaves it to what follows.
FUTURE = (
    r"(?i)(?:\b(?:will|shall|should(?! have)|would(?! like)|(?-i:may|might)(?! have)|going to|to be|(?:are|is|was|were) to"
    r"|plans(?! for)|planning|(?:plan|planned) (?:to|for)|planned(?= ?$)|set (?:to|for)|due|scheduled|expected|expects?|upcoming"
    r"|(?:hopes?|wants?|aims?|vow(?:s|ed)|agreed) to|(?:moved|postponed|rescheduled|delayed|called) (?:to|until|for)(?= ?$)"
    r"|begins|starts|opens|resumes|expires|convenes|reconvenes|arrives|departs|leaves|plays|meets|kicks off|turns \d+|gets? under way"
    r"|takes (?:place|effect|office)|comes? into|go(?:es)? (?:to|into|on)|(?:heads?|travels?) (?:to|into)|runs? (?:from|until|through)"
    r"|(?:is|are) (?:coming|meeting|visiting|travell?ing|arriving|leaving|holding|hosting|voting|flying|returning|opening|starting)"
    r"|(?:is|are)(?: on| in| at)?(?= ?$)|(?:as (?:early|soon|late) as|(?<=[\w,] )(?:until|till|by|starting)|ahead of|ending)(?= ?$)"
    r")\b|['’]ll\b)(?: \w+){0,3}"
)
