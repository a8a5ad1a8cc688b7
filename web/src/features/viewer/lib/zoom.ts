export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** A picture in the frame that it is shown in; all in pixels of the page. */
export interface Stage {
  picture: Size;
  frame: Size;
}

/** How a picture is looked at: `scale` times as large as where it just fits, its centre so far from the frame's. */
export interface View extends Point {
  scale: number;
}

export const fitting: View = { scale: 1, x: 0, y: 0 };

const kClosest = 4;

function fitOf({ picture, frame }: Stage): number {
  const fit = Math.min(frame.width / picture.width, frame.height / picture.height);
  return Number.isFinite(fit) && fit > 0 ? fit : 1;
}

/** The scale at which one pixel of the picture is one of the page. */
export function actualScale(stage: Stage): number {
  return 1 / fitOf(stage);
}

export function isZoomed(view: View): boolean {
  return view.scale > 1.001;
}

function between(low: number, value: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Never smaller than fitting or than it is, never lost at the side. */
function kept(view: View, stage: Stage): View {
  const actual = actualScale(stage);
  const scale = between(Math.min(1, actual), view.scale, kClosest * Math.max(1, actual));
  const fit = fitOf(stage) * scale;
  const spareX = Math.max(0, (stage.picture.width * fit - stage.frame.width) / 2);
  const spareY = Math.max(0, (stage.picture.height * fit - stage.frame.height) / 2);
  return { scale, x: between(-spareX, view.x, spareX), y: between(-spareY, view.y, spareY) };
}

/** At this scale, with what lies under the point staying there. The point is measured from the frame's centre. */
export function zoomedTo(
  view: View,
  scale: number,
  stage: Stage,
  at: Point = { x: 0, y: 0 },
): View {
  const inReach = kept({ ...view, scale }, stage).scale;
  const growth = inReach / view.scale;
  const x = at.x - (at.x - view.x) * growth;
  const y = at.y - (at.y - view.y) * growth;
  return kept({ scale: inReach, x, y }, stage);
}

export function panned(view: View, by: Point, stage: Stage): View {
  return kept({ ...view, x: view.x + by.x, y: view.y + by.y }, stage);
}

/** What a double click goes to: closer, or back to all of it. */
export function toggled(view: View, stage: Stage, at?: Point): View {
  return isZoomed(view) ? fitting : zoomedTo(view, Math.max(2.5, actualScale(stage)), stage, at);
}
