"""What labelled documents taught, for where no rule knows: traits of a place, and their weights.

A rule knows a wording. Where a document uses another one, its place, its neighbours and the words around it
still speak for one answer or another, each a little. Here they are added up: `traits` name what is seen, one
short string each, and `Weights` holds how much each speaks for what (a linear model, fitted by
`python -m tests.bench.weighing --write` on the open labelled documents). A value that was found so has a rule
whose name ends in `.weighed`, and the evidence of where it stands, as any other.
"""
