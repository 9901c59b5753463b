// A figure of ours, beside another's where there is one.

export class Row {
  constructor(what, unit, ours) {
    if (!Number.isFinite(ours)) throw new Error(`${what} was not measured: ${ours}`);
    Object.assign(this, { what, unit, ours });
  }

  beside(peer, theirs) {
    if (!Number.isFinite(theirs)) throw new Error(`${this.what}: ${peer} was not measured: ${theirs}`);
    return Object.assign(this, { peer, theirs, ratio: theirs > 0 ? this.ours / theirs : undefined });
  }

  // What is to be reached: by the ratio, or by our figure where there is no peer.
  atLeast(mark) {
    return Object.assign(this, { mark: `≥ ${mark}`, met: (this.ratio ?? this.ours) >= mark });
  }

  atMost(mark) {
    return Object.assign(this, { mark: `≤ ${mark}`, met: (this.ratio ?? this.ours) <= mark });
  }

  // A point of a curve that shows how cost grows with the work, in the picture of that name.
  at(curve, bytes, seconds, picture = "growth") {
    return Object.assign(this, { point: { picture, curve, megabytes: bytes / 1e6, seconds } });
  }
}

export const step = (what) => console.error(`  · ${what}`);
