"""The portal of open legal acts (``open-npa``): drafts that state bodies put up for public discussion, with comments and answers.

Items that ``portal`` gives; every date is ISO text, every number whole:

``body``
    a state body as the portal's menu names it: ``key`` its number, ``title`` its name in that language.
``draft``
    a line of a list (``active``, ``archive``, ``consultative``, ``arv``, …): ``key`` the card's number, ``title``, ``day`` when it was created,
    ``body`` the number of the state body («» where its name is not in the menu, or twice). Facts: ``list`` the source; ``status`` and ``type``
    the portal's own codes («» for words that are not known) beside ``status_name`` and ``type_name``; ``created``; ``until``, the last day of
    the public discussion; ``comments`` (all of them with their answers, as the portal counts), ``accepted``, ``refused``, ``likes``,
    ``dislikes``, ``views`` (None where not told); ``place``, path and query of the card.
``card``
    the card itself: the same facts but ``list`` and ``place``, and ``version`` (text), ``history`` (numbers of earlier versions),
    ``online_from``, ``online_to``, ``category``, ``files`` (names of attached files), ``form`` (rows of the form: name and number of
    characters filled in), ``content`` (what is filled in, or the whole text where there is no form, shortened), ``content_length``,
    ``report`` (whether the report on the discussion is offered).
``comment``
    a user's comment on a card: ``key`` its number, ``body`` that of the card, ``day`` («» where the year does not follow from the card's
    dates). Facts: ``card``, ``tab``, ``said`` (the day as the portal spells it), ``verdict`` (``accepted``, ``refused`` or «»), ``text``,
    ``answers`` of the state body (``key``, ``day``, ``said``, ``text``), ``replies`` (how many of others). No author.
``report``
    the report on a discussion: ``key`` the card's number. Facts: ``rows``, each with ``text`` of a comment and the ``answer`` to it. Read where a
    card shows a comment without an answer.

Lists are open to robots, cards are not: what only a card tells is there only where robots.txt or the operator allows it.
"""
