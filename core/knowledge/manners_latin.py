"""Russian obscenity in Latin letters (blyat, nahui), and the English words that everybody knows.

Words come in small letters, a repeated letter once. Whole words are meant, so that Huygens, eBay and Suka-Blyatsk in
a password stay what they are; so does an ebook.
"""

from __future__ import annotations

import re

H, Y = "(?:kh|h|x)", "[iyj]"
PRE = r"(?:vy|vi|za|na|do|po|pro|u|o|ot|raz|ras|pere|pod|s|ne|pri|v|iz)?[jy]?"
WORDS = (
    rf"(?:na|po|ni|ne|do|o|a|za)?{H}u(?:{Y}|{Y}?[auoy]|ja|ya|yu|ju|em|{Y}?[oe]v[oyi]\w*|{Y}n[yiju]\w*|{Y}l[oa]\w*|e?ta|es[oa]s\w*)",
    rf"(?:o|a){H}u(?:e|ye|je)[ltnv]\w*|{H}u(?:ya|ja)(?:r|ch|k)\w*|{H}uli|xy[iyj]?n[yji]?a|xy[iyj]",
    r"\w*p[iy]zd\w*|pezd(?:ec|ets|uk\w*)|pi[sz]?d(?:ec|ets|etz)",
    rf"{PRE}(?:e|yo|jo|io)b(?:at|al|ala|ali|alo|an|ana\w*|ani\w*|any\w*|anu\w*|anko|et|yot|ut|uch\w*|li|lya|lo|lan\w*)",
    rf"(?!ebok$){PRE}(?:e|yo|jo|io)b(?:atj?|aty|al[ioa]?s[yj]?a?|is|isj|ites|ok|k[iau]|ish[ae]|nul\w*|nu\w+|yvai\w*|yvay\w*|y?van\w*)",
    rf"{PRE}(?:e|yo|jo|io)b tvoyu|dolb[oa]\w?[jy]?[eo]b\w*|[jy]?[eo]b(?:tvo)\w*|yob|job tvoyu|u[jy]?eb(?:ok|an|ki)\w*",
    r"(?:za|vy)?bl(?:y|i|j|yi|ia)a(?:t|d|dj|tj|ty|di|dy|dskiy?|dsk\w+)?|bleat|blet|blyt|bl(?:y|j|i)ad\w*",
    r"(?:s|c)[uy]ka|s[uy]k[iu]|suchar\w*|cuka",
    r"p[iy]d[oa]r(?:y|i|as\w*|ov|am|a)?|pederast\w*|p[iy]dr(?:y|i|il\w*)?",
    r"muda(?:k|ki|kov|kam|ch\w*)|mudil[aoy]|mudozvon\w*|g[ao]nd[ao]n(?:y|i|ov)?|zalup[aiouy]|drochi\w*|shl[yji]?u[hk]h?[aiy]",
    r"govn[oa]|govnyuk\w*",
    r"(?:mother)?fuck\w*|fck\w*|bulshit|shit(?:y|s)?|bitch(?:es)?|cunts?|asholes?",
)
OBSCENE = re.compile("|".join(f"(?:{word})" for word in WORDS))
