-- Binary trees with an element at every inner node.
--
-- A tree is a leaf, or a node with a left tree, an element and a right tree. `size` counts the elements; `mirror` swaps
-- left and right everywhere. Induction over trees has two hypotheses, one for each subtree.

theory Tree

use Peano

sort Tree a inductive
  leaf                    : Tree a
  node(Tree a, a, Tree a) : Tree a

op size   : Tree a -> N
op mirror : Tree a -> Tree a

axiom size.leaf : size(leaf) = 0
axiom size.node : size(node(l, x, r)) = s(size(l) + size(r))

axiom mirror.leaf : mirror(leaf) = leaf
axiom mirror.node : mirror(node(l, x, r)) = node(mirror(r), x, mirror(l))

theorem mirror.mirror : mirror(mirror(t)) = t

-- The two subtrees change places, so this needs that addition is commutative.
theorem size.mirror : size(mirror(t)) = size(t)

explore { size 6  vars 3 }
