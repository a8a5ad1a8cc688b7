import type { ServerInfo } from '@/api/router';
import type { Draft } from '@/lib/drafts';

/** What the parts of the form have in common. */
export interface DraftProps {
  draft: Draft;
  info: ServerInfo;
  /** Undefined goes back to the default. */
  onChange: (changes: { [K in keyof Draft]?: Draft[K] | undefined }) => void;
}
