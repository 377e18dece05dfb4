/** Honest certificates of any length, about the theory of the checker's samples. */
import { close, cite, open, sample, step, type Body, type Sample } from "../check/samples.js";

/**
 * A proof of about `steps` steps. They are spread over a scope with two eigenconstants and an assumption, and small
 * scopes in it; each group of steps uses results of the group before it and of the outermost scope.
 */
export function longSample(name: string, steps: number): Sample {
  const statement = "(>[x:N,y:N](=[x,y])(=[s[+[x,0]],s[y]]))";
  const body: Body[number][] = [
    cite(0, "add.zero", "(=[+[0,0],0])", { with: ["0"] }),
    open(1, ["a:N", "b:N"], ["(=[a,b])"]),
  ];
  let id = 3;
  let last = 0;
  for (let done = 1; done + 10 <= steps; done += 9) {
    const at = id;
    body.push(
      cite(at, "add.zero", "(=[+[a,0],a])", { with: ["a"] }),
      step(at + 1, "trans", "(=[+[a,0],b])", { from: [at, 2] }),
      step(at + 2, "congruence", "(=[s[+[a,0]],s[b]])", { at: [0], from: [at + 1] }),
      step(at + 3, "symm", "(=[s[b],s[+[a,0]]])", { from: [at + 2] }),
      open(at + 4, [], ["!(=[s[+[a,0]],s[b]])"]),
      step(at + 6, "trans", "(=[s[+[a,0]],s[b]])", {
        from: last === 0 ? [at + 2] : [at + 2, at + 3, last],
      }),
      step(at + 7, "absurd", "(false[])", { from: [at + 6, at + 5] }),
      close(at + 4, at + 7),
      step(at + 8, "contradiction", "(=[s[+[a,0]],s[b]])", { scopes: [at + 4] }),
      step(at + 9, "replace", "(=[s[+[a,0]],s[b]])", { at: [], from: [at + 8] }),
      step(at + 10, "and", "(&(=[s[+[a,0]],s[b]])(=[+[0,0],0]))", { from: [at + 9, 0] }),
    );
    last = at + 9;
    id = at + 11;
  }
  body.push(close(1, last), step(id, "generalise", statement, { scopes: [1] }));
  return sample(name, statement, body);
}
