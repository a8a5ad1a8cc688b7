/**
 * Names the elements of a grid's cards. A card keeps its name while it is drawn. Where none of those drawn before is left, one flies
 * past, and the new ones take over the elements of the old: that costs far less than building them.
 */
export class CardKeys {
  private names = new Map<string, number>();
  private last = 0;

  /** The names of these cards, in their order. Asked again for the same cards, it gives the same. */
  of(ids: readonly string[]): number[] {
    const isFlight = !ids.some((id) => this.names.has(id));
    const free = isFlight ? [...this.names.values()] : [];
    const named = ids.map((id, at) => this.names.get(id) ?? free[at] ?? this.fresh());
    this.names = new Map(ids.map((id, at) => [id, named[at] ?? 0]));
    return named;
  }

  private fresh(): number {
    this.last += 1;
    return this.last;
  }
}
