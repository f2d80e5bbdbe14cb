/** Questions that are being answered: one that leads back to itself gets a lesser answer, which nobody keeps. */

const ALL: { asked: Map<unknown, unknown> }[] = [];

/** Those of one kind; `About`: what is remembered of one while it is being answered. */
export class Underway<Asked, About = true> {
  private asked = new Map<Asked, About>();

  constructor() {
    ALL.push(this as unknown as { asked: Map<unknown, unknown> });
  }

  has(one: Asked): boolean {
    return this.asked.has(one);
  }

  get(one: Asked): About | undefined {
    return this.asked.get(one);
  }

  /** What `read` gives, the question being remembered meanwhile. */
  while<T>(one: Asked, about: About, read: () => T): T {
    const before = this.asked.get(one);
    this.asked.set(one, about);
    try {
      return read();
    } finally {
      if (before === undefined) this.asked.delete(one);
      else this.asked.set(one, before);
    }
  }
}

/** What `read` gives where none of them is being answered: what led to it has no say in it. */
export function apart<T>(read: () => T): T {
  const before = ALL.map((one) => one.asked);
  for (const one of ALL) one.asked = new Map();
  try {
    return read();
  } finally {
    for (const [index, one] of ALL.entries()) one.asked = before[index] as Map<unknown, unknown>;
  }
}
