import { cx } from '@/lib/class-names';

/** Strokes on a grid of 24. */
const paths = {
  arrowLeft: 'M15 5l-7 7 7 7',
  arrowRight: 'M9 5l7 7-7 7',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  calendar: 'M5 6.5h14V20H5zM5 10.5h14M9 4v4M15 4v4',
  chevron: 'M7 10l5 5 5-5',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  dots: 'M6 12h.01M12 12h.01M18 12h.01',
  download: 'M12 4v11m0 0l-4.5-4.5M12 15l4.5-4.5M5 20h14',
  edit: 'M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5',
  heart: 'M12 19.5l-7-7a4.3 4.3 0 0 1 6.1-6.1l.9.9.9-.9a4.3 4.3 0 0 1 6.1 6.1z',
  info: 'M12 11v5m0-8.5h.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  keyboard: 'M3 7h18v10H3zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17 10.5h.01M8 13.8h8',
  key: 'M14 10l6-6m-2 2l2.5 2.5M15.5 8.5L17 10M14.5 14.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0',
  ladder: 'M5 20v-4m4.67 4v-7.5m4.67 7.5V9m4.66 11V5',
  layers: 'M12 4l9 5-9 5-9-5zM4 14l8 4.5 8-4.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  dice: 'M5 5h14v14H5zM9 9h.01M15 15h.01M12 12h.01M15 9h.01M9 15h.01',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5',
  offline:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.5M13 8.2A10 10 0 0 1 19 12M12 19h.01',
  people:
    'M12 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2.5 20a6 6 0 0 1 12 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.5a6 6 0 0 1 4 5.5',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.5v13l10.5-6.5z',
  person: 'M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M5 20a7 7 0 0 1 14 0',
  pictures: 'M4 5h16v14H4zM4 16l4.5-4.5L13 16l3-3 4 4M15.5 9.5h.01',
  plus: 'M12 5v14M5 12h14',
  remix: 'M4 8h9a5 5 0 0 1 5 5v1m0 0l-3-3m3 3l3-3M20 17h-6',
  rows: 'M4 5h9v6H4zM16 5h4v6h-4zM4 14h4v5H4zM11 14h9v5h-9z',
  search: 'M16.5 10.5a6 6 0 1 1-12 0 6 6 0 0 1 12 0M15 15l5 5',
  settings:
    'M4 7h10m4 0h2M4 17h2m4 0h10M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  signOut: 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9.5',
  share: 'M12 15V4m0 0L8 8m4-4l4 4M7 11H5.5v9h13v-9H17',
  sliders: 'M5 8h14M5 16h14M9 5.5v5M15 13.5v5',
  spark: 'M12 3.5l1.9 5.6L19.5 11l-5.6 1.9L12 18.5l-1.9-5.6L4.5 11l5.6-1.9zM19 16.5v4M17 18.5h4',
  squares: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  star: 'M12 4l2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8z',
  sun: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0M12 3v1.5m0 15V21m9-9h-1.5m-15 0H3m15.4-6.4l-1.1 1.1M6.7 17.3l-1.1 1.1m12.8 0l-1.1-1.1M6.7 6.7L5.6 5.6',
  swap: 'M4 9h14m0 0l-4-4m4 4l-4 4M20 17H8',
  contrast: 'M12 3.5v17M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 8l5.5-2M12 12h8.5M12 16l5.5 2',
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  tag: 'M4 12V5a1 1 0 0 1 1-1h7l8 8-8 8zM8.5 8.5h.01',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5',
  undo: 'M5 10h9a5 5 0 0 1 0 10h-3M5 10l4-4M5 10l4 4',
  upload: 'M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M5 20h14',
  wallet: 'M4 7.5h15v11H4zM4 7.5V6l12-1.5v3M15.5 13h.01',
  warning: 'M12 4.5L21 19.5H3zM12 10.5v4M12 17h.01',
  compare: 'M4 5h16v14H4zM12 3v18M15.5 12h2M6.5 12h2',
  repeat: 'M5 11a7 7 0 0 1 12-4.5L19.5 9M19.5 4.5V9H15M19 13a7 7 0 0 1-12 4.5L4.5 15M4.5 19.5V15H9',
  zoomIn: 'M10.5 7.5v6m-3-3h6M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M15.5 15.5L20 20',
  zoomOut: 'M7.5 10.5h6M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0M15.5 15.5L20 20',
} as const;

export type IconName = keyof typeof paths;

interface Props {
  name: IconName;
  className?: string | undefined;
}

/** Only ever beside words or inside a named control, so it is hidden from screen readers. */
export function Icon({ name, className }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={cx('size-5 shrink-0', className)}
    >
      <path d={paths[name]} />
    </svg>
  );
}
