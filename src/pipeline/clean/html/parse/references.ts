/** Tells where a page may hold character references: most texts and values hold none. To be asked from its beginning on. */
export class References {
  private readonly html: string;
  private next: number;
  constructor(html: string) {
    this.html = html;
    this.next = html.indexOf('&');
  }
  standIn(from: number, to: number): boolean {
    if (this.next !== -1 && this.next < from) this.next = this.html.indexOf('&', from);
    return this.next !== -1 && this.next < to;
  }
}
