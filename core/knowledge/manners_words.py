"""Which words are obscene: the roots of Russian swearing with the prefixes they take, and nothing that only sounds so.

A pattern stands at the beginning of a word, because an obscene root inside a word is nearly always an innocent word
(страхуй, хлебать, сабля); what occurs in no other word stands in ``ANYWHERE``. Words come in small letters, ё as е,
a repeated letter once («хуууй», «ебанный» → «хуй», «ебаный»). Words that are merely rough (хрен, жопа, дерьмо) are
left out: asking somebody to reword them would be the greater rudeness.
"""

from __future__ import annotations

import re

BEFORE = r"(?:(?:не|ни)?(?:вы|вз|в|за|из|ис|на|недо|об|о|от|пере|под|по|пре|при|про|раз|рас|роз|рос|с|у|до)[ъь]?)?"
"""The prefixes a root takes."""
BEFORE_EB = (
    r"(?:(?:не|ни)?(?:вы|за|на|недо|обо|о|пере|по|при|про|у|до|(?:вз|в|из|об|от|под|раз|рас|с)[ъь])|не|от|остое?)?"
)
"""Before «еб» a prefix that ends in a consonant keeps its hard sign: «веб» and «себе» are other words."""
BEFORE_HUI = r"(?:а|вы|в|до|еба|за|и[сз]|много|мудо|на|не|ни|об?|одно|от|пере|по|под|при|про|ра[зс]|с|у)?"

HUI = (
    rf"{BEFORE_HUI}ху(?:й|я(?!ц)|ю|е(?!йч)|и(?!с|ж|з(?!м)))",
    r"хул[иеь]$",
    r"нах$",
)
PIZDA = (
    rf"{BEFORE}п[ие]зд",
    rf"{BEFORE}пи(?:ж|зж|жж)[еу]н",
    r"п(?:и?з?дец|[ие]сдец|изец|здц|издц|издос)",
)
EBAT = (
    rf"{BEFORE_EB}(?:й|и)?еб"
    r"(?:а|е[тшмн](?!ик)|и[стлмкщрч]|и$|л[аиоеяуы]|н[уея]|о[шстщ]|щ|ск|ств|ц[аоыу]|ы[рвч]|ь|к[аи]$|у[тчнщм]|у$|т|ч|$)",
    rf"{BEFORE_EB}йоб(?:а|н|т|у|$)",
    r"(?:вы|за|на|пере|у)?ипа(?:ть$|л[аи]?$|н(?:ы[йхе]|ая|ое|у))",
    r"дол[бп][ао]?[йьъ]?[ео]б",
    r"(?:е|йо)п(?:т|м)(?:а|ы|ь|у)?$|епт(?:во|ыть|ить)",
)
BLYAD = (
    rf"{BEFORE}бля[дт]",
    r"бля(?:ц|буд|сук|ха[дт]|а|ь|$)",
    r"бл(?:еа|э|иа|ъя|ье?я|)[дт]ь$|бл(?:э|еа)[дт]$",
)
OTHERS = (
    rf"{BEFORE}муд(?:ак|ач|ац|л|ил|озвон|оеб|оха|ищ|еб|ня|ень$|ями$)",
    rf"{BEFORE}п[иы]д[оаеэ]?р",
    r"п[еи]дер?ас|п[еи]др?ил|п[еи]дик(?:$|[иауео])",
    r"сук(?:а|и|е|у|ой|ою|ам|ами|ах|ин|ина|ины|иных|ину)$|суч(?:ар|он[оык]|еныш)",
    r"манд(?:а|ы|у|ой|е|ень|ец|ища|ище)$|мандав|мандоворот",
    r"залуп(?![иля])",
    r"г[ао]нд[ао]н",
    rf"{BEFORE}дроч",
    r"шлюх|шлюш",
    r"елд(?:а|у|ой|ы|ак\w*)$",
    r"(?:за|вы|об?)?г[оа]вн",
    r"агсл",
)
ANYWHERE = (
    r"пизд|пизж|сукабл",
    r"нахуй|похуй|хуйн[яюие]|хуес|хуепл|хуил|хуерг",
    r"бляд[иь]|блядс",
    r"заеб(?:а|ыв)|уеби?щ|уебок|уебк|уебан|доеб(?:а|ыв|ис)|наеб(?:а|ыв)|поебен",
    r"[оаие]еб(?:ств|ыр[ья]|$|ы$|ов$|ам$|ом$)",
    r"пид[оа]р[оа]?с|мандав|долбоеб",
)
"""Roots that no other word contains: «идинахуй»."""

ORDINARY = (
    r"ебони|еболы?$|еба[йяз]|ебар(?!ь)|ебург|ебей|ебитд|ебис$|небе(?:с|н)|небыв|пижон|пижм|пизан|педикю|педикул|спидр|пидж|мудил[ьо]в"
    r"|гондор|гондол|хуис|хуиз(?!м)|дроч(?:н|ен[аоуы])|гандонь"
)
"""Beginnings of ordinary words and of names that the patterns would take: EBITDA, Ёбург, eBay, whois, speedrun."""

_BEGUN = rf"(?!{ORDINARY})(?:{'|'.join(HUI + PIZDA + EBAT + BLYAD + OTHERS)}"
OBSCENE = re.compile(rf"{_BEGUN}|\w*?(?:{'|'.join(ANYWHERE)}))")
"""Matches an obscene word from its beginning."""
OBSCENE_BY_KEYS = re.compile(rf"(?!суке$|епм|епт|мудл|муди){_BEGUN})")
"""The same for words that were perhaps typed in the other layout: «cert» is a word of its own."""
