/** Ways in which a server misbehaves, the same for v1 and v4. */

/**
 * `broken-connection`: every socket is destroyed unanswered. `http-500`: every answer is an error of status 500, nothing
 * is done. `http-500-once`: the first answer alone. `retry-trap`: the first request that writes is carried out and its
 * socket destroyed; `retry-trap-500`: it is carried out and answered with 500. Who retries does it twice.
 */
export type Fault = 'none' | 'broken-connection' | 'http-500' | 'http-500-once' | 'retry-trap' | 'retry-trap-500';

export type Verdict = 'answer' | 'destroy' | 'error';

/** Decides for one server and one run; keeps count of what it has seen. */
export class Faults {
  private requests = 0;
  private sprung = false;

  private readonly fault: Fault;

  constructor(fault: Fault) {
    this.fault = fault;
  }

  /** Before a request is carried out; anything but `answer` means that it is not. */
  before(): Verdict {
    this.requests += 1;
    if (this.fault === 'broken-connection') return 'destroy';
    if (this.fault === 'http-500' || (this.fault === 'http-500-once' && this.requests === 1)) return 'error';
    return 'answer';
  }

  /** After a request was carried out. `wrote`: it had an effect. */
  after(wrote: boolean): Verdict {
    if (!wrote || this.sprung) return 'answer';
    if (this.fault !== 'retry-trap' && this.fault !== 'retry-trap-500') return 'answer';
    this.sprung = true;
    return this.fault === 'retry-trap' ? 'destroy' : 'error';
  }
}
