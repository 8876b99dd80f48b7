"""Two runs of one body compared: what is new, gone and unchanged, and why each point moved.

A score is a pure function of findings, law, mapping, what was given from outside and people's decisions. So the way from run A to run B
is walked in steps that change one thing each, and every step is scored anew (``chain``):

1. A as it is stored → A counted by today's program;
2. *program*: A's stored harvest judged by today's program – only where A and B were judged by different builds;
3. *law*: the edition of B with the mapping and the readings of A;
4. *reading or mapping*: the edition of B as B reads and serves it;
5. *site*: what was found on B's site;
6. *given*: reported data, averages of other bodies and traits of the body, as B took them in;
7. *ruling*: the decisions of people that B took in;
8. *program*: back to the findings that B's own build made, and to B as it is stored.

The steps follow each other without a gap, so their moves add up to B − A for every row, table and total, at both ends of the range.

Decisions come last and those of A stay until then: a decision that both runs took in moves nothing, while taken away first and put
back in the end it would seem to move points twice. The program comes before the law, for what another edition asks can only be judged
anew by today's program; were it the other way round, that step would hold a change of program too.

A step that cannot be made – the harvest is gone, a criterion of that day is not at hand – is not guessed: it is joined with the next one
that can, and the points that both moved bear both causes, «not separable».
"""
