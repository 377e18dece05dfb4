% Status : Satisfiable
tff(node_type, type, node: $tType).
tff(next_type, type, next: node > node).
tff(no_fixed_point, axiom, ! [N: node] : next(N) != N).
tff(two_steps, axiom, ! [N: node] : next(next(N)) = N).
