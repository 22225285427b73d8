"""Why something was not done, and what to do instead. The codes are those of the core's refusals."""

from __future__ import annotations

from bot.screen import Screen
from bot.views.contacts import phone_button
from bot.views.desk import ACTIONS
from bot.views.kinds import Facts, Gallery
from bot.words import Words, mark

VIEWS = Gallery()

ROLES = {
    "customer": mark("the customer"),
    "engineer": mark("engineers"),
    "manager": mark("managers"),
    "accounting": mark("accounting"),
    "system": mark("the desk itself"),
}
"""Who may make a move of the workflow."""

TEXTS = {
    "not_found": mark("There is no such request among yours."),
    "no_such_ticket": mark("There is no such request."),
    "not_allowed": mark("This is for the desk's staff only."),
    "not_authorised": mark(
        "Only persons authorised by your organisation may file official requests (clause {clause} of the regulation)."
        " Ask your authorised person to file it, or the head of your organisation to tell us that you may."
        " You can go on asking here: a consultant answers."
    ),
    "only_authorised": mark(
        "«{title}»: such requests are taken only from authorised persons (clause {clause} of the regulation)."
        " Ask your organisation's authorised person to file it."
    ),
    "only_owner": mark(
        "«{title}»: such requests are taken only from the owner (clause {clause} of the regulation)."
        " The owner can file it here; if that is you, write so, and a consultant will check it."
    ),
    "one_team": mark("The desk has one team."),
    "no_such_team": mark("There is no team «{given}». Teams: {listed}. Like: /team billing"),
    "team_already": mark("The request is with this team already: {team}."),
    "no_mute_of_colleagues": mark("This is a colleague; colleagues cannot be muted."),
    "not_muted": mark("The customer is not muted."),
    "managers_only": mark("Only a manager may do this."),
    "outdated": mark("This button is out of date."),
    "draft_gone": mark("This request was already registered or dropped. Open «My requests» or begin anew."),
    "already_registered": mark("This request is already registered: No. {number}."),
    "regulation_changed": mark(
        "The regulation has changed meanwhile. Press «File a request» again: what you wrote is kept."
    ),
    "nothing_to_register": mark(
        "First describe the problem here in one or several messages, then press «File a request» again."
    ),
    "no_messages": mark("Tick at least one message: press «Change»."),
    "field_empty": mark("Please write it in words: «{title}»."),
    "field_too_long": mark("This is too long: at most {longest} characters."),
    "field_phone": mark("This does not look like a phone number. Please write it with the area code."),
    "field_email": mark("This does not look like an e-mail address. Please check it."),
    "field_full_name": mark("Please write the full name: surname, name and patronymic."),
    "file_not_checked": mark(
        "The file «{file}» is still being checked. Please press the button again in a few seconds."
    ),
    "file_too_big": mark(
        "The file «{file}» is larger than 20 MB and cannot be enclosed. Untick it in «Change»;"
        " the consultant has received it."
    ),
    "file_unreadable": mark(
        "The file «{file}» could not be downloaded from Telegram. Please send it again, or untick it in «Change»."
    ),
    "file_type": mark(
        "The file «{file}» ({detected}) cannot be enclosed (clause {clause} of the regulation). {advice}"
        " Untick it in «Change»."
    ),
    "ticket_closed": mark("Request No. {number} is closed and read-only. Write here to file a new one."),
    "field_organisation": mark("Please write the name of the organisation in full."),
    "field_login": mark("This does not look like a login: letters, digits, dots and dashes, without spaces."),
    "field_number": mark("There must be a number in it. Please check it."),
    "field_inn": mark("This is no taxpayer number: it has 10 or 12 digits, and one of them seems to be mistyped."),
    "field_ogrn": mark("This is no OGRN: it has 13 or 15 digits, and one of them seems to be mistyped."),
    "field_url": mark("This does not look like the address of a page. For example: https://company.ru/page"),
    "field_address": mark("Please write the address in full: town, street, house."),
    "field_passport": mark("Please write series and number of the passport: ten digits."),
    "needs_number": mark("Write the number of the request after the command, like /complain 00012."),
    "needs_words": mark("Please write it in words."),
    "only_words": mark("Please write it in words: no file can be taken here, and this one was not passed on."),
    "last_manager": mark("{name} is the only manager: first give this role to somebody else too."),
    "no_complaints": mark(
        "Our regulation has no separate way for complaints. Write here what is wrong: the staff read this chat."
    ),
    "complaint_open": mark("Your complaint about request No. {number} is with the management; the answer comes here."),
    "no_such_person": mark("There is no such customer."),
    "erase_open": mark("Open requests have to be closed first: {numbers}."),
    "erase_staff": mark("Who works at the desk stays in its records; leave the group first."),
    "rating_fixed": mark("Your rating is {score} of 5; it could be changed for a day after you gave it."),
    "complaint_answered": mark("This complaint is answered already."),
    "no_customer_here": mark("This command works in a consultation's or a request's topic."),
    "no_such_rank": mark("Write the rank after the command: {listed}."),
    "other_organisation": mark("This is a contact of {name}: they must leave it first (/org none in their topic)."),
    "needs_organisation": mark(
        "The customer belongs to no organisation. Write its name: /org Daisy Ltd; contract 12/26; plan premium"
    ),
    "invitation_void": mark(
        "This invitation does not work any more: each is for one person and a limited time. Ask whoever sent it for a"
        " new one, or write here: a consultant will help."
    ),
    "invitation_for_customers": mark("You work at this desk: the invitation is for a customer and stays valid."),
    "contact_elsewhere": mark(
        "You write here for {name} already. If you have changed your place of work, write so here: a consultant will"
        " see to it. The invitation stays valid."
    ),
    "contacts_not_yours": mark(
        "Who writes for your organisation is decided by its authorised persons; otherwise write here, and a consultant"
        " will help."
    ),
    "no_such_contact": mark("There is no such contact in your organisation."),
    "cannot_remove": mark("You cannot remove {name}: nobody removes themselves, and an owner is removed by an owner."),
    "not_your_phone": mark(
        "This is somebody else's card. Only your own number can be confirmed: press the button below the input line."
    ),
    "name_unknown": mark("Telegram does not answer just now, so there is no link. Please try again in a minute."),
    "no_such_invitation": mark("There is no such invitation."),
    "invitation_over": mark("This invitation lets nobody in any more: it was used, taken back or is too old."),
    "needs_whom_to_invite": mark(
        "Write the organisation and the rank: /invite Daisy Ltd authorised. In the topic of one of its contacts the"
        " name may be left out."
    ),
    "bad_term": mark("An invitation holds from one to {longest} days."),
    "no_organisation": mark("First say which organisation it is: /org and its name."),
    "no_such_key": mark(
        "«{given}» is not understood. After the name, parted by a semicolon: name, contract, plan, advice, phone,"
        " forget."
    ),
    "organisation_exists": mark("There is an organisation {name} already: /org and its name puts the customer there."),
    "needs_contract": mark("Write the number of the contract: /org contract 12/26"),
    "needs_yes_or_no": mark("Write yes or no: /org advice yes"),
    "phone_of_another": mark("{phone} is on file of {name}."),
    "phone_not_on_file": mark("This telephone is not on file of the customer's organisation."),
    "no_such_plan": mark("The regulation has no plan «{given}». It has: {listed}."),
    "no_plans": mark("This regulation has no plans of support."),
    "verified_already": mark("The customer is verified already."),
    "needs_fields": mark("Write after the command what the customer is to state: {listed}."),
    "no_such_field": mark("The regulation has no field «{given}». It has: {listed}."),
    "no_secrets": mark("This customer has stated nothing secret."),
    "needs_colleague": mark("Write the colleague's name after the command. There are: {listed}."),
    "no_such_colleague": mark("There is no colleague «{given}». There are: {listed}."),
    "no_such_role": mark("Write the role after the name: {listed}."),
    "not_of_the_desk": mark("{name} works on no requests."),
    "assigned_already": mark("{name} is responsible already."),
    "bad_substitute": mark("{name} cannot stand in: they are away themselves, or it is you."),
    "bad_report_period": mark(
        "The period «{given}» is not understood. Write: today, week, last week, month, last month"
        " or two dates, like 01.03.2026 31.03.2026; a year at most."
    ),
    "needs_period": mark("Write two dates after the command, like /away 10.03 20.03."),
    "bad_period": mark("The last day must not be before the first one, and not in the past."),
    "not_away": mark("No absence of yours is announced."),
    "needs_other_ticket": mark("Name the other request by its number: /refuse {reason} 00012."),
    "advice_allowed": mark(
        "The contract of {name} allows such advice: this reason (clause {clause} of the regulation) does not hold."
    ),
    "needs_text": mark("Write the text after the command."),
    "needs_your_reason": mark("Please write the reason in words, so that we know what to mend."),
    "needs_reason": mark("Write the reason after the command: the customer will read it."),
    "needs_until": mark("Write the date after the command, like 25.12.2026."),
    "needs_estimate": mark(
        "Write the hours after the command, in whole minutes: /estimate 2.5 text, or /estimate 0:40."
    ),
    "needs_items": mark("Write each item with its date: /rework 05.03.2026 18:00 mend the header; 10.03.2026 the form"),
    "needs_agreement": mark("The customer has not agreed to the price."),
    "needs_approval": mark(
        "The customer has not confirmed the solution. If they did it in words, say how: /accept by phone, to whom."
    ),
    "needs_invoice": mark("There is no invoice: the request is free."),
    "no_money": mark("This regulation names no price of work."),
    "needs_minutes": mark("Write the minutes after the command, like /log 20 consulted by phone."),
    "date_in_past": mark("This date has passed."),
    "bad_date": mark("The date «{given}» is not understood. Write it like 25.12.2026 or 25.12.2026 18:00."),
    "no_such_reason": mark("The regulation has no such reason. Choose its number from the list: /{action}"),
    "needs_listed_reason": mark("Name the reason by its number from the list: /{action}"),
    "no_such_priority": mark("The regulation has no priority «{given}»."),
    "same_priority": mark("The request has the priority {priority} already."),
    "no_resolution_term": mark("This regulation promises no term of resolution."),
    "split_needs_message": mark("Answer with /split to the customer's message that is a problem of its own."),
    "no_such_notice": mark("There is no notice No. {number}."),
    "notice_closed": mark("Notice No. {number} is closed already."),
    "same_notice": mark("Notice No. {number} reads so already."),
    "linked_already": mark("The request is linked to notice No. {number} already."),
    "one_message": mark("There is one message only. Write about the second problem, then file it as another request."),
    "one_must_stay": mark("Each of the two requests needs at least one message."),
    "attached_already": mark("This message is in a request already."),
    "wrong_place": mark("This command works in a request's topic."),
    "talk_only": mark("This command works in a consultation's topic."),
    "canned_needs_text": mark("Reply with /canned name to a message with the text, or write the text after the name."),
    "no_such_canned_field": mark("Nothing fills the field {{{given}}}. There are: {listed}."),
    "no_such_canned": mark("There is no canned answer «{given}». There are: {listed}."),
    "no_canned": mark("There are no canned answers yet. Reply with /canned name to a message with the text."),
    "bad_canned_name": mark("«{given}» is no name: one word of letters and digits, at most 32."),
    "canned_field_empty": mark("«{name}» names {{{field}}}, and there is none here. Nothing was sent."),
    "needs_canned_name": mark("Write the name after the command: /say name. All of them: /canned"),
    "article_needs_resolved": mark(
        "An article is made of an answer that resolved the request; this one is not resolved yet."
        " To write one from nothing: /article new title"
    ),
    "article_needs_answer": mark(
        "There is no answer in words in this request. To write an article from nothing: /article new title"
    ),
    "article_needs_section": mark("A section needs a name: letters or digits, in one line."),
    "article_needs_title": mark("The article needs a title: «Title…»."),
    "article_needs_text": mark("The article needs a text: «Text…»."),
    "article_masked": mark(
        "Something hidden is left in the article: {listed}. Put it in other words or leave it out: «Title…», «Text…»."
    ),
    "article_needs_words": mark("Write in words what the author should change."),
    "article_needs_colleague": mark("A colleague publishes what you wrote: four eyes see more."),
    "article_under_way": mark("«{title}» is being written already ({name}): /articles"),
    "article_of_another": mark("This is the draft of {name}: only they change it."),
    "article_gone": mark("This article is not there any more."),
    "needs_way": mark("Write how you answered and what, like: /told phone restart the service. Ways: {listed}."),
    "needs_told_words": mark("Write what you told the customer: they get it in the chat as a summary."),
    "unsay_needs_reply": mark("Answer with /unsay to your own message that the customer is not to read."),
    "not_your_message": mark("Only {name} can take this message back."),
    "unsaid_already": mark("This message is taken back already."),
    "needs_duty_names": mark("Write who is on duty, like /duty Mon-Fri @name, or - for nobody."),
    "taken_already": mark("{name} has taken this request already. To hand it over: /assign"),
    "nothing_by_hand": mark("This regulation has no requests that staff write down: customers file them themselves."),
    "channel_is_talk": mark(
        "«{title}»: requests are not taken this way, it serves for talk only (clause {clause} of the regulation)."
        " Ask the customer to file it in the chat."
    ),
    "advice_needs_chat": mark(
        "«{title}»: this way we only advise and help to write a request (clause {clause} of the regulation);"
        " the customer registers it in their own chat, and this one has none. Give them the link to the bot."
    ),
    "belongs_elsewhere": mark("«{title}» is not for us: {elsewhere} helps with it. Nothing was registered."),
    "needs_link_number": mark("Write the number of the other request after the command, like /link 2026-0007."),
    "no_such_link": mark("There is no request No. {given}."),
    "links_itself": mark("A request cannot be linked with itself."),
    "link_exists": mark("It is linked with request No. {number} already."),
    "not_linked": mark("It is not linked with request No. {number}."),
    "needs_search_words": mark("Write after the command what to look for, like /find printer Romashka."),
    "search_too_long": mark("This is too much to look for: a few words, at most {longest} characters."),
    "trouble": mark("Something went wrong on our side. Your message is kept; we are looking into it."),
}


FOR_STAFF = {
    "ticket_closed": mark(
        "Request No. {number} is closed and read-only. What is new becomes another request: the customer files it, or"
        " you do with /register."
    ),
}
"""What staff read in other words than customers do."""


@VIEWS
def desk_refused(t: Words, facts: Facts) -> Screen:
    text = FOR_STAFF.get(facts["code"])
    return refused(t, facts) if text is None else Screen(t(text, number=facts["number"]))


@VIEWS
def refused(t: Words, facts: Facts) -> Screen:
    """One sentence on what is the matter and what to do."""
    code = facts["code"]
    if code == "illegal_move":
        possible = ", ".join(t(ACTIONS[action]) for action in facts["possible"] if action in ACTIONS)
        text = t("In the state «{state}» this is not possible.", state=facts["state"])
        return Screen(text + (" " + t("Possible now: {possible}.", possible=possible) if possible else ""))
    if code == "not_allowed" and facts.get("by"):
        return Screen(t("This is up to: {who}.", who=", ".join(t(ROLES[role]) for role in facts["by"])))
    if code.startswith("needs_") and facts.get("possible"):
        possible = ", ".join(t(ACTIONS[action]) for action in facts["possible"] if action in ACTIONS)
        return Screen(t(TEXTS[code]) + " " + t("Possible now: {possible}.", possible=possible))
    text = t(TEXTS.get(code, TEXTS["outdated"]), **{name: facts[name] for name in facts if name != "code"})
    if facts.get("ask"):
        text += "\n" + t("Whom to ask in your organisation: {names}.", names=facts["ask"])
    unknown = code == "not_authorised" and not facts["known"]
    return Screen(text, ((phone_button(t),),) if unknown else ())
