"""One module per contender, each with `prepare(folder, tuned)`, which gives `run(cases)`.

`run` takes that many cases through twelve durable steps each; opening them is outside the time it
returns. A step is what an office does on a day of its own: the case is loaded, acted on, saved
and committed with synchronous=FULL. (A DBOS workflow lives in memory; it only saves.)

As shipped, a contender uses SQLite as its documentation sets it up, which is the rollback journal.
Tuned, it gets what this engine gives itself: WAL mode, and one transaction for all of a step.
"""
