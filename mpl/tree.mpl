-- Binary trees with an element at every inner node.
--
-- A tree is a leaf, or a node with a left tree, an element and a right tree. `size` counts the elements; `mirror` swaps
-- left and right everywhere. Induction over trees has two hypotheses, one for each subtree.

theory Tree

use List

sort Tree a inductive
  leaf                    : Tree a
  node(Tree a, a, Tree a) : Tree a

fun size : Tree a -> N
  size.leaf : size(leaf) = 0
  size.node : size(node(l, x, r)) = s(size(l) + size(r))

fun mirror : Tree a -> Tree a
  mirror.leaf : mirror(leaf) = leaf
  mirror.node : mirror(node(l, x, r)) = node(mirror(r), x, mirror(l))

-- The elements from left to right.
fun flatten : Tree a -> List a
  flatten.leaf : flatten(leaf) = nil
  flatten.node : flatten(node(l, x, r)) = flatten(l) ++ cons(x, flatten(r))

-- The same in front of a list, which is built up from the right without appending.
fun inorder : Tree a, List a -> List a
  inorder.leaf : inorder(leaf, xs) = xs
  inorder.node : inorder(node(l, x, r), xs) = inorder(l, cons(x, inorder(r, xs)))

theorem mirror.mirror : mirror(mirror(t)) = t

-- The two subtrees change places, so this needs that addition is commutative.
theorem size.mirror : size(mirror(t)) = size(t)

theorem flatten.mirror : flatten(mirror(t)) = rev(flatten(t))
theorem len.flatten    : len(flatten(t)) = size(t)

theorem inorder.flatten.app : inorder(t, xs) = flatten(t) ++ xs
theorem inorder.flatten     : inorder(t, nil) = flatten(t)

explore { size 6  vars 3 }
