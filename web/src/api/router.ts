// Made by `likeness openapi --typescript` from the operation table; do not edit.
import type {
  TRPCBuiltRouter,
  TRPCDefaultErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';

type Query<I, O> = TRPCQueryProcedure<{ input: I; output: O; meta: object }>;
type Mutation<I, O> = TRPCMutationProcedure<{ input: I; output: O; meta: object }>;
/** Every value is tracked, so the client sees {id, data}. */
type Subscription<I, T> = TRPCSubscriptionProcedure<{
  input: I;
  output: AsyncIterable<{ id: string; data: T }, void, unknown>;
  meta: object;
}>;

export interface FieldError {
  path: string;
  message: string;
}

export interface ErrorShape extends TRPCDefaultErrorShape {
  data: TRPCDefaultErrorShape['data'] & {
    errors?: FieldError[];
    nextAt?: string;
    retryAfterSeconds?: number;
    requestId?: string;
  };
}

export interface Accounting {
  /** Images ever asked for, counted when accepted. */
  submitted: number;
  /** Counted when they ended, as the next two. */
  kept: number;
  /** Failed or blocked. */
  refunded: number;
  /** By whoever asked. */
  cancelled: number;
  /** Not done. */
  running: number;
  /** True when the first is the sum of the rest. */
  isBalanced: boolean;
}

export interface ActiveInput {
  /** active, the only list there is. */
  state?: string | null;
}

export interface AdminOverview {
  /** Of the program. */
  version: string;
  /** First day of the period. */
  from: string;
  /** Its last day. */
  to: string;
  /** It took to answer this. */
  databaseMilliseconds: number;
  /** The stores, asked some seconds ago at most. */
  buckets: BucketHealth[];
  /** Null where it cannot be told. */
  disk: DiskSpace | null;
  /** The default first, with their queues. */
  engines: EngineStanding[];
  /** True when engines step in for each other. */
  fallsBack: boolean;
  /** Of the period, by state. */
  trainings: TrainingCount[];
  /** Of all time. */
  accounting: Accounting;
}

export interface AdminPeriodInput {
  /** First day, UTC; thirty days when left out. */
  from?: string | null;
  /** Last day, UTC; today when left out. */
  to?: string | null;
}

export interface AdminUsage {
  /** First day of the period. */
  from: string;
  /** Its last day. */
  to: string;
  /** The dearest first, then the busiest. */
  items: WalletUsage[];
  /** Of the next page; null at the end. */
  nextCursor: string | null;
  /** Of all wallets. */
  total: UsageSums;
  /** How many there are. */
  wallets: number;
}

export interface AdminUsageInput {
  /** First day, UTC; thirty days when left out. */
  from?: string | null;
  /** Last day, UTC; today when left out. */
  to?: string | null;
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Wallets of a page. */
  limit?: number;
}

export interface ApiKey {
  /** 32 hex digits. */
  id: string;
  /** What it is for. */
  name: string;
  /** Its first characters, to tell keys apart. */
  prefix: string;
  /** When it was made. */
  createdAt: string;
  /** To the minute; null if never. */
  lastUsedAt: string | null;
}

export interface ApiKeyId {
  /** 32 hex digits. */
  id: string;
}

export interface ApiKeyList {
  /** Newest first. */
  items: ApiKey[];
}

export interface BatchIdInput {
  /** Of the batch. */
  id: string;
}

export interface BatchList {
  /** Oldest first. */
  items: GenerationBatch[];
}

export type BatchState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface BucketHealth {
  /** As configured. */
  name: string;
  /** False while it does not answer. */
  isReachable: boolean;
  /** Why not; empty when it does. */
  reason: string;
  /** It took to answer. */
  milliseconds: number;
}

export interface ChangedImages {
  /** How many images are not what they were before. */
  changed: number;
}

export interface CoverImage {
  /** Opens the image for a while. */
  signedUrl: string;
  /** WebP, 384 pixels on the longer side. */
  thumbnailUrl: string;
  /** WebP, 768 pixels on the longer side. */
  previewUrl: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Base64; a blurred placeholder. */
  thumbhash: string;
  /** The prompt that made it. */
  alt: string;
  /** Of the image, where it is one of a gallery's. */
  imageId: string | null;
}

export interface CreatePersonInput {
  /** First name. */
  firstName: string;
  /** Last name. */
  lastName?: string;
}

export interface CreateSearchInput {
  /** What it is called. */
  name: string;
  /** As written: q of images.list. */
  query: string;
}

export interface CreateShareInput {
  /** The caller's own images. */
  imageIds?: string[] | null;
  /** Or all images of a batch of the caller's. */
  batchId?: string | null;
  /** Or what the caller makes with a LoRA of his own; id or number. */
  loraTrainingId?: string | number | null;
  /** What visitors read above the images. */
  title?: string;
  /** When it ends; left out: when it is revoked. */
  expiresAt?: string | null;
  /** What visitors have to give first. */
  password?: string | null;
  /** Tell how the images were made. */
  showsRecipe?: boolean;
  /** Tell the wallet's address. */
  showsOwner?: boolean;
}

export interface CreateTokenInput {
  /** What it is for. */
  name: string;
}

export interface CreateTrainingInput {
  /** What to call the LoRA. */
  name: string;
  /** The trigger words that prompts call it by. */
  trigger: string;
  /** The photos; server.info says how many. */
  uploads: TrainingPictureInput[];
  /** Training steps; the trainer's default when left out. */
  steps?: number | null;
  /** Of a style, else of a person or thing. */
  isStyle?: boolean;
  /** Let the trainer look for the subject in each photo. */
  createMasks?: boolean;
  /** Whose it is. */
  personId?: number | null;
  /** Who sees the LoRA. */
  visibility?: Visibility;
}

export interface CreateUploadsInput {
  /** Of a raw body's file; forms have their own. */
  name?: string | null;
}

export interface CreateZipInput {
  /** Of images. */
  ids: string[];
}

export interface CreatedApiKey {
  /** 32 hex digits. */
  id: string;
  /** What it is for. */
  name: string;
  /** Its first characters, to tell keys apart. */
  prefix: string;
  /** When it was made. */
  createdAt: string;
  /** To the minute; null if never. */
  lastUsedAt: string | null;
  /** The key itself. It is shown this once. */
  token: string;
}

export interface CropSquare {
  /** Pixels of the upright photo. */
  left: number;
  /** Pixels of the upright photo. */
  top: number;
  /** Pixels of the upright photo. */
  side: number;
}

export interface Defaults {
  /** Images of a batch. */
  numImages: number;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Steps of the sampler. */
  numInferenceSteps: number;
  /** How closely the prompt is followed. */
  guidanceScale: number;
  /** For LoRAs whose owner chose no other. */
  loraScale: number;
  /** Format of the files. */
  outputFormat: string;
  /** Where the engine has one. */
  enableSafetyChecker: boolean;
}

export interface DiskSpace {
  /** Where the data folder lies. */
  freeBytes: number;
  /** Of the same disk. */
  totalBytes: number;
}

export interface DraftList {
  /** Newest first, 200 at most. */
  items: SavedDraft[];
}

export interface EndedSessions {
  /** How many. */
  ended: number;
}

export interface Engine {
  /** What requests call it. */
  id: string;
  /** What people call it. */
  title: string;
  /** What to expect of it. */
  note: string;
  /** Used when a request names none. */
  isDefault: boolean;
  /** False while it cannot work. */
  isAvailable: boolean;
  /** Why it cannot; empty when it can. */
  reason: string;
  /** Of the LoRAs it takes. */
  baseModels: string[];
  /** Pixels. */
  minSide: number;
  /** Pixels. */
  maxSide: number;
  /** True when progress can be shown. */
  reportsSteps: boolean;
  /** LoRAs that it can merge into one image. */
  maxLoras: number;
  /** For one image with the defaults, learned from runs on this server; null if unknown. */
  expectedSeconds: number | null;
  /** Of one such image, in millionths of a dollar; null if unknown. */
  priceMicrodollars: number | null;
}

export interface EngineStanding {
  /** What requests call it. */
  id: string;
  /** What people call it. */
  title: string;
  /** False while it cannot work. */
  isAvailable: boolean;
  /** Why it cannot; empty when it can. */
  reason: string;
  /** When this began, as this process has seen it. */
  since: string | null;
  /** Images that nobody has begun. */
  waiting: number;
  /** Images in its hands. */
  running: number;
}

export interface FavoriteImagesInput {
  /** The caller's images, 32 hex digits each. */
  ids: string[];
  /** Whether they are to be ones. */
  favorite: boolean;
}

export interface GenerateInput {
  /** Id or number of the LoRA. */
  loraTrainingId: string | number;
  /** What to see. The LoRA's trigger words are added. */
  prompt: string;
  /** How many. */
  numImages?: number;
  /** Preset or pixels. */
  imageSize?: ImageSize;
  /** Of the first image; each further one has one more. Drawn at random when left out. */
  seed?: number | string | null;
  /** Steps of the sampler. */
  numInferenceSteps?: number;
  /** How closely the prompt is followed. */
  guidanceScale?: number;
  /** Strength of the LoRA; its own default when left out. */
  loraScale?: number | null;
  /** Format of the files. */
  outputFormat?: OutputFormat;
  /** Where the engine has one. */
  enableSafetyChecker?: boolean;
  /** Who makes them; see server.info. */
  engine?: string | null;
  /** Whose gallery the images belong to. */
  personId?: number | null;
  /** Further LoRAs of the same base model, as many as the engine can merge; see server.info. */
  loras?: LoraUseInput[];
}

export interface Generated {
  /** The batch. */
  batchId: string;
  /** As written. */
  prompt: string;
  /** Generations left in the window; null when unlimited. */
  remaining: number | null;
  /** By index. */
  images: GeneratedImage[];
  /** Those that were not made. */
  missing: MissingImage[];
}

export interface GeneratedImage {
  /** 32 hex digits. */
  id: string;
  /** The LoRA that made it. */
  loraTrainingId: string;
  /** The batch it was made in. */
  batchId: string;
  /** Its place in the batch, from 0. */
  index: number;
  /** As written, without the trigger words. */
  prompt: string;
  /** Makes exactly this image again; 64 bits, so a text. */
  seed: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** image/jpeg, image/png or image/webp. */
  contentType: string;
  /** Size of the file. */
  byteCount: number;
  /** The bucket's name. */
  bucket: string;
  /** The object's key in the bucket. */
  path: string;
  /** The object's address; opens only with a signature. */
  fullUrl: string;
  /** Opens the image for a while. */
  signedUrl: string;
  /** WebP, 384 pixels on the longer side; opens for a while. */
  thumbnailUrl: string;
  /** WebP, 768 pixels on the longer side; opens for a while. */
  previewUrl: string;
  /** Base64; a blurred placeholder. */
  thumbhash: string;
  /** Who made it; see server.info. */
  engine: string;
  /** When it was kept. */
  createdAt: string;
  /** The caller's; false for others' images. */
  favorite: boolean;
  /** 0 to 5 stars, the caller's; 0 for others'. */
  rating: number;
  /** The caller's, by the alphabet; none for others'. */
  tags: string[];
  /** In the trash since; null when it is not. */
  trashedAt: string | null;
  /** Strength of its LoRA. */
  loraScale: number;
}

export interface GenerationBatch {
  /** 32 hex digits. */
  id: string;
  /** The LoRA it uses. */
  loraTrainingId: string;
  /** Whose gallery the images belong to, if anyone's. */
  personId: number | null;
  /** As written. */
  prompt: string;
  /** As the engine gets it, trigger words included. */
  finalPrompt: string;
  /** How the images are made; in a strength ladder, the first of them. */
  settings: GenerationSettings;
  /** Of the first image; each further one has one more, in a strength ladder the same. */
  seed: string;
  /** Images asked for. */
  numImages: number;
  /** Who makes them. */
  engine: string;
  /** How far it is. */
  state: BatchState;
  /** Why nothing was kept, when it failed. */
  failure: GenerationFailure | null;
  /** One for each image, by index. */
  jobs: GenerationJob[];
  /** Those kept so far, by index. */
  images: GeneratedImage[];
  /** When it was accepted. */
  createdAt: string;
  /** When the first image was begun. */
  startedAt: string | null;
  /** When it ended. */
  finishedAt: string | null;
  /** Further LoRAs beside its own. */
  loras: LoraUse[];
  /** Images ahead of it; null unless it waits. */
  position: number | null;
  /** Until it is done, learned from runs on this server; null if unknown or over. */
  expectedSeconds: number | null;
}

export interface GenerationEvent {
  /** queued, running, progress, image, imageFailed, completed, failed or cancelled. */
  type: string;
  /** Of queued: images ahead of the first of these. */
  position: number | null;
  /** Of progress, image and imageFailed: which tile. */
  index: number | null;
  /** Of progress: steps done. */
  step: number | null;
  /** Of progress: steps in all. */
  steps: number | null;
  /** Of image: the image, kept. */
  image: GeneratedImage | null;
  /** Of imageFailed and failed: why. */
  failure: GenerationFailure | null;
}

export interface GenerationEventsInput {
  /** Of the batch. */
  batchId: string;
  /** Go on after this event. */
  lastEventId?: string | null;
}

export interface GenerationFailure {
  /** One of the API's error codes. */
  code: string;
  /** Why, for people. */
  message: string;
}

export interface GenerationJob {
  /** Its place in the batch, from 0. */
  index: number;
  /** Of this image alone. */
  seed: string;
  /** How far it is. */
  state: JobState;
  /** Of the image, once it is kept. */
  imageId: string | null;
  /** Why there is none, when it failed or was blocked. */
  failure: GenerationFailure | null;
  /** LoRA scale of this image. */
  loraScale: number;
}

export interface GenerationSettings {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Steps of the sampler. */
  numInferenceSteps: number;
  /** How closely the prompt is followed. */
  guidanceScale: number;
  /** Strength of the LoRA. */
  loraScale: number;
  /** Format of the files. */
  outputFormat: OutputFormat;
  /** Where the engine has one. */
  enableSafetyChecker: boolean;
}

export interface ImageDetail {
  /** 32 hex digits. */
  id: string;
  /** The LoRA that made it. */
  loraTrainingId: string;
  /** The batch it was made in. */
  batchId: string;
  /** Its place in the batch, from 0. */
  index: number;
  /** As written, without the trigger words. */
  prompt: string;
  /** Makes exactly this image again; 64 bits, so a text. */
  seed: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** image/jpeg, image/png or image/webp. */
  contentType: string;
  /** Size of the file. */
  byteCount: number;
  /** The bucket's name. */
  bucket: string;
  /** The object's key in the bucket. */
  path: string;
  /** The object's address; opens only with a signature. */
  fullUrl: string;
  /** Opens the image for a while. */
  signedUrl: string;
  /** WebP, 384 pixels on the longer side; opens for a while. */
  thumbnailUrl: string;
  /** WebP, 768 pixels on the longer side; opens for a while. */
  previewUrl: string;
  /** Base64; a blurred placeholder. */
  thumbhash: string;
  /** Who made it; see server.info. */
  engine: string;
  /** When it was kept. */
  createdAt: string;
  /** The caller's; false for others' images. */
  favorite: boolean;
  /** 0 to 5 stars, the caller's; 0 for others'. */
  rating: number;
  /** The caller's, by the alphabet; none for others'. */
  tags: string[];
  /** In the trash since; null when it is not. */
  trashedAt: string | null;
  /** Strength of its LoRA. */
  loraScale: number;
  /** Of the file, hex. */
  sha256: string;
  /** True when the caller made it. */
  isMine: boolean;
  /** Millionths of a dollar that the engine charged, for whoever made it; else null. */
  priceMicrodollars: number | null;
  /** All that made it. */
  recipe: Recipe;
  /** Of an image that moved in from another program; null for those made here. */
  origin: ImageOrigin | null;
}

export interface ImageFilterInput {
  /** A search as people write it: words and "phrases" of the prompt, the last word may be unfinished; lora:, person:, tag:, engine:, seed:, batch:, fav:yes, rating:3, after:2026-03, before:2026-03-09, is:trashed; a minus turns any of them round. */
  q?: string | null;
  /** Only images made with this LoRA; id or number. */
  loraTrainingId?: string | number | null;
  /** Only images of this person's gallery. */
  personId?: number | null;
  /** Only images of this batch. */
  batchId?: string | null;
  /** Only favourites, or only others. */
  favorite?: boolean | null;
  /** Only images with so many stars or more. */
  rating?: number | null;
  /** Only images with this tag. */
  tag?: string | null;
  /** Only images that this engine made. */
  engine?: string | null;
  /** Only images from then on: a day, a month or a time. */
  from?: string | null;
  /** Only images before then: a day, a month or a time. */
  to?: string | null;
  /** Only the trash, which is left out else. */
  trashed?: boolean;
}

export interface ImageIdInput {
  /** 32 hex digits. */
  id: string;
}

export interface ImageIdsInput {
  /** The caller's images, 32 hex digits each. */
  ids: string[];
}

export interface ImageIndex {
  /** How many images there are. */
  total: number;
  /** All ids, newest first: base64 of 16 bytes each. */
  ids: string;
  /** Width and height in pixels, and how many neighbours have them. */
  shapes: [width: number, height: number, count: number][];
  /** How many neighbours are of the same batch. */
  batches: number[];
  /** Months (UTC) and how many images each has. */
  months: [month: string, count: number][];
}

export interface ImageItems {
  /** In the order asked for; others' images are left out. */
  items: GeneratedImage[];
}

export interface ImageOrigin {
  /** Where it lay in the folder or archive; may be empty. */
  path: string;
  /** That wrote its recipe; null when the file had none that is understood. */
  program: RecipeProgram | null;
  /** Empty when there was none. */
  negativePrompt: string;
  /** As that program names it; may be empty. */
  sampler: string;
  /** The checkpoint, likewise. */
  model: string;
  /** In the order of the prompt. */
  loras: OriginLora[];
  /** The recipe as that program wrote it, up to 60 KB. */
  text: string;
}

export interface ImagePage {
  /** Newest first. */
  items: GeneratedImage[];
  /** Pass as cursor for the next page; null at the end. */
  nextCursor: string | null;
}

export type ImageSize = 'square_hd' | 'square' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9' | { width: number; height: number };

export interface ImagesByIdsInput {
  /** 32 hex digits each; by REST with commas between. */
  ids: string[];
}

export interface ImagesByUser {
  /** Newest first. */
  images: GeneratedImage[];
  /** As asked. */
  page: number;
  /** As asked. */
  pageSize: number;
  /** True when there is a next page. */
  hasMore: boolean;
  /** Of the next page; null at the end. */
  nextCursor: string | null;
}

export interface ImagesByUserInput {
  /** A person's id. */
  userId: number;
  /** From 1. Deep pages are slow: use cursor. */
  page?: number;
  /** Images of a page. */
  pageSize?: number;
  /** nextCursor of the page before; page is only repeated then. */
  cursor?: string | null;
}

export interface ImportImageInput {
  /** The file's name with its folders, as its owner's folder or archive calls it. */
  path?: string | null;
  /** When the file was changed last: its time where the recipe tells none. */
  modifiedAt?: string | null;
}

export interface ImportLoraInput {
  /** What to call it; else the title in the file. */
  name?: string | null;
  /** The trigger words; else those in the file. */
  trigger?: string | null;
  /** Whose it is. */
  personId?: number | null;
  /** Who sees it. */
  visibility?: Visibility;
  /** Where to fetch the file from, in place of sending it: a public address. */
  url?: string | null;
}

export type ImportOutcome = 'added' | 'known';

export interface ImportedImage {
  /** known when the caller has had this very file before. */
  outcome: ImportOutcome;
  /** As it is in the gallery. */
  image: GeneratedImage;
  /** That wrote its recipe; null when there is none. */
  program: RecipeProgram | null;
}

export type JobState = 'queued' | 'submitting' | 'running' | 'completed' | 'failed' | 'blocked' | 'cancelled';

export interface LadderInput {
  /** Id or number of the LoRA. */
  loraTrainingId: string | number;
  /** What to see. The LoRA's trigger words are added. */
  prompt: string;
  /** LoRA scale of the first image. */
  from?: number;
  /** LoRA scale of the last image. */
  to?: number;
  /** How many images. */
  steps?: number;
  /** Preset or pixels. */
  imageSize?: ImageSize;
  /** Of all images. Drawn at random when left out. */
  seed?: number | string | null;
  /** Steps of the sampler. */
  numInferenceSteps?: number;
  /** How closely the prompt is followed. */
  guidanceScale?: number;
  /** Format of the files. */
  outputFormat?: OutputFormat;
  /** Where the engine has one. */
  enableSafetyChecker?: boolean;
  /** Who makes them; see server.info. */
  engine?: string | null;
  /** Whose gallery the images belong to. */
  personId?: number | null;
}

export interface Limits {
  /** Of one batch. */
  maxImages: number;
  /** Pixels. */
  minSide: number;
  /** Pixels. */
  maxSide: number;
  /** Steps of the sampler. */
  maxSteps: number;
  /** Guidance scale. */
  minGuidance: number;
  /** Guidance scale. */
  maxGuidance: number;
  /** LoRA scale. */
  maxLoraScale: number;
  /** Characters. */
  maxPromptLength: number;
  /** Of an imported file. */
  maxLoraBytes: number;
}

export interface ListByLoraInput {
  /** Id or number of the LoRA. */
  loraTrainingId: string | number;
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Images of a page. */
  limit?: number;
}

export interface ListDraftsInput {
  /** Only the draft for this LoRA. */
  loraTrainingId?: string | null;
}

export interface ListImagesInput {
  /** A search as people write it: words and "phrases" of the prompt, the last word may be unfinished; lora:, person:, tag:, engine:, seed:, batch:, fav:yes, rating:3, after:2026-03, before:2026-03-09, is:trashed; a minus turns any of them round. */
  q?: string | null;
  /** Only images made with this LoRA; id or number. */
  loraTrainingId?: string | number | null;
  /** Only images of this person's gallery. */
  personId?: number | null;
  /** Only images of this batch. */
  batchId?: string | null;
  /** Only favourites, or only others. */
  favorite?: boolean | null;
  /** Only images with so many stars or more. */
  rating?: number | null;
  /** Only images with this tag. */
  tag?: string | null;
  /** Only images that this engine made. */
  engine?: string | null;
  /** Only images from then on: a day, a month or a time. */
  from?: string | null;
  /** Only images before then: a day, a month or a time. */
  to?: string | null;
  /** Only the trash, which is left out else. */
  trashed?: boolean;
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Images of a page. */
  limit?: number;
}

export interface ListLorasInput {
  /** Only LoRAs of this person. */
  personId?: number | null;
  /** Only the caller's own. */
  mine?: boolean;
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Rows of a page. */
  limit?: number;
}

export interface ListModelsInput {
  /** A person's id; without it, everything the caller may use. */
  userId?: number | null;
}

export interface ListTrainingsInput {
  /** active: only those that are not done. */
  state?: string | null;
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Rows of a page. */
  limit?: number;
}

export interface ListUploadsInput {
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Photos of a page. */
  limit?: number;
}

export interface Lora {
  /** 32 hex digits. */
  id: string;
  /** The short number that loraId takes too. */
  number: number;
  /** Whose it is, if anyone's. */
  personId: number | null;
  /** Of that person; empty without one. */
  firstName: string;
  /** Of that person; empty without one. */
  lastName: string;
  /** What its owner calls it. */
  name: string;
  /** The trigger words that are added to prompts. */
  trigger: string;
  /** completed once images can be made with it. */
  status: LoraStatus;
  /** Where it comes from; gallery: known by the images that moved in, without a file. */
  source: LoraSource;
  /** Who sees it. */
  visibility: Visibility;
  /** The picture that stands for it. */
  coverImage: CoverImage | null;
  /** Images made with it. */
  imageCount: number;
  /** LoRA scale when a request gives none. */
  defaultScale: number;
  /** The model it was made for: paperflux-1, flux.1, ... */
  baseModel: string;
  /** True when it is ready and an engine of this server can use it. */
  canGenerate: boolean;
  /** True when the caller may change it. */
  isMine: boolean;
  /** When it was taken in. */
  createdAt: string;
}

export interface LoraDetail {
  /** 32 hex digits. */
  id: string;
  /** The short number that loraId takes too. */
  number: number;
  /** Whose it is, if anyone's. */
  personId: number | null;
  /** Of that person; empty without one. */
  firstName: string;
  /** Of that person; empty without one. */
  lastName: string;
  /** What its owner calls it. */
  name: string;
  /** The trigger words that are added to prompts. */
  trigger: string;
  /** completed once images can be made with it. */
  status: LoraStatus;
  /** Where it comes from; gallery: known by the images that moved in, without a file. */
  source: LoraSource;
  /** Who sees it. */
  visibility: Visibility;
  /** The picture that stands for it. */
  coverImage: CoverImage | null;
  /** Images made with it. */
  imageCount: number;
  /** LoRA scale when a request gives none. */
  defaultScale: number;
  /** The model it was made for: paperflux-1, flux.1, ... */
  baseModel: string;
  /** True when it is ready and an engine of this server can use it. */
  canGenerate: boolean;
  /** True when the caller may change it. */
  isMine: boolean;
  /** When it was taken in. */
  createdAt: string;
  /** Whose names its tensors have: diffusers, kohya, ... */
  keyFamily: string;
  /** The highest of all layers. */
  rank: number;
  /** Null when the file does not say: then it equals the rank. */
  alpha: number | null;
  /** Numbers in all tensors. */
  parameterCount: number;
  /** Size of the file. */
  fileBytes: number;
  /** Of the file, hex. */
  sha256: string;
  /** What the trainer wrote into the file. */
  details: Record<string, string>;
  /** Sentences for its owner. */
  warnings: string[];
  /** Prompts to begin with. */
  examplePrompts: string[];
}

export interface LoraGallery {
  /** Newest first. */
  items: GeneratedImage[];
  /** Pass as cursor for the next page; null at the end. */
  nextCursor: string | null;
  /** Images made with this LoRA. */
  total: number;
}

export interface LoraIdInput {
  /** Id or number. */
  id: string | number;
}

export interface LoraModel {
  /** The LoRA's number: the loraId of generate-image. */
  id: number;
  /** The LoRA's text id. */
  loraTrainingId: string;
  /** Whose it is, if anyone's. */
  personId: number | null;
  /** Of that person. */
  firstName: string;
  /** Of that person. */
  lastName: string;
  /** The trigger words that are added to prompts. */
  trigger: string;
  /** What its owner calls it. */
  name: string;
}

export interface LoraPage {
  /** Newest first. */
  items: Lora[];
  /** Pass as cursor for the next page; null at the end. */
  nextCursor: string | null;
}

export type LoraSource = 'training' | 'import' | 'demo' | 'gallery';

export type LoraStatus = 'queued' | 'training' | 'completed' | 'failed' | 'cancelled';

export interface LoraUse {
  /** 32 hex digits. */
  loraTrainingId: string;
  /** Its strength. */
  scale: number;
}

export interface LoraUseInput {
  /** Id or number of the LoRA. */
  loraTrainingId: string | number;
  /** Its strength; its own default when left out. */
  scale?: number | null;
}

export interface MissingImage {
  /** Its place in the batch, from 0. */
  index: number;
  /** Why. */
  failure: GenerationFailure;
}

export interface Nonce {
  /** Goes into the EIP-4361 message; good for one sign-in. */
  nonce: string;
  /** Until when. */
  expiresAt: string;
}

export interface OpenSession {
  /** 32 hex digits. */
  id: string;
  /** When it was opened. */
  createdAt: string;
  /** When it ends by itself. */
  expiresAt: string;
  /** To the hour; null if unknown. */
  lastSeenAt: string | null;
  /** What the browser calls itself; empty if unknown. */
  device: string;
  /** True for the session that asks. */
  isCurrent: boolean;
}

export interface OpenShareInput {
  /** The end of the link. */
  token: string;
  /** From shares.unlock, where there is a password. */
  pass?: string | null;
  /** nextCursor of the page before. */
  cursor?: string | null;
  /** Images of a page. */
  limit?: number;
}

export interface OriginLora {
  /** As that program names it. */
  name: string;
  /** Its strength in this image. */
  scale: number;
}

export type OutputFormat = 'jpeg' | 'png' | 'webp';

export interface PastPrompt {
  /** As written. */
  prompt: string;
  /** The LoRA it was last used with. */
  loraTrainingId: string;
  /** When. */
  lastUsedAt: string;
}

export interface Person {
  /** The userId of the original routes. */
  id: number;
  /** First name. */
  firstName: string;
  /** Last name; may be empty. */
  lastName: string;
  /** LoRAs of this person. */
  loraCount: number;
  /** Images in this person's gallery. */
  imageCount: number;
  /** Link to a thumbnail of the newest image; null without one. */
  avatar: string | null;
}

export interface PersonId {
  /** Which person. */
  id: number;
}

export interface PersonList {
  /** In the order they were made. */
  items: Person[];
}

export interface PromptHistory {
  /** Each prompt once, most recent first. */
  items: PastPrompt[];
}

export interface PromptHistoryInput {
  /** Only prompts that begin like this. */
  prefix?: string;
  /** How many. */
  limit?: number;
}

export interface PutDraftInput {
  /** Id or number of the LoRA. */
  loraTrainingId: string | number;
  /** A JSON object as text, 8 KB at most: prompt and settings as the client knows them. */
  content: string;
  /** Of two versions the newer stays. */
  changedAt?: string | null;
}

export interface QuotaReturn {
  /** When this unit returns. */
  at: string;
}

export interface QuotaRule {
  /** Generations a window and wallet. */
  limit: number;
  /** The rolling window. */
  windowHours: number;
  /** True when nothing is counted. */
  unlimited: boolean;
}

export interface RateImagesInput {
  /** The caller's images, 32 hex digits each. */
  ids: string[];
  /** Stars; 0 takes the rating away. */
  rating: number;
}

export interface Recipe {
  /** As written. */
  prompt: string;
  /** As the engine got it. */
  finalPrompt: string;
  /** Of this image alone. */
  seed: string;
  /** How it was made. */
  settings: GenerationSettings;
  /** With what. */
  lora: RecipeLora;
  /** The same and the further ones that were used, as far as the caller may see them. */
  loras: RecipeLora[];
  /** By whom. */
  engine: string;
}

export interface RecipeLora {
  /** 32 hex digits. */
  id: string;
  /** Its number. */
  number: number;
  /** What its owner calls it. */
  name: string;
  /** Its trigger words. */
  trigger: string;
  /** Of its file, hex. */
  sha256: string;
  /** The model it was made for. */
  baseModel: string;
  /** Its strength in this image. */
  scale: number;
}

export type RecipeProgram = 'a1111' | 'comfyui' | 'invokeai' | 'fooocus' | 'swarmui' | 'sdcpp' | 'likeness';

export interface RefusedUpload {
  /** What its owner called the file. */
  name: string;
  /** Why it was not kept, for people. */
  reason: string;
}

export interface Remaining {
  /** Generations left now. */
  remaining: number;
  /** Generations a window. */
  limit: number;
  /** The rolling window. */
  windowHours: number;
  /** True when nothing is counted. */
  unlimited: boolean;
  /** When the next unit returns; null when none is in use. */
  nextAt: string | null;
  /** Each unit in use, soonest first. */
  returns: QuotaReturn[];
}

export interface RemovedLora {
  /** 32 hex digits. */
  id: string;
}

export interface RemovedUpload {
  /** 32 hex digits. */
  id: string;
}

export interface SavedDraft {
  /** What it was written for. */
  loraTrainingId: string;
  /** A JSON object as text. */
  content: string;
  /** By the clock of whoever wrote it. */
  changedAt: string;
}

export interface SavedSearch {
  /** 32 hex digits. */
  id: string;
  /** What it is called. */
  name: string;
  /** As written: q of images.list. */
  query: string;
}

export interface SavedSearchId {
  /** 32 hex digits. */
  id: string;
}

export interface SavedSearchList {
  /** Newest first. */
  items: SavedSearch[];
}

export interface ServerInfo {
  /** Likeness. */
  name: string;
  /** Of the program. */
  version: string;
  /** The default first. */
  engines: Engine[];
  /** True when another engine steps in for one that is out of order. */
  fallsBack: boolean;
  /** Of requests. */
  limits: Limits;
  /** Of generate.images. */
  defaults: Defaults;
  /** Sizes that have names. */
  sizePresets: SizePreset[];
  /** How to sign in. */
  signIn: SignInTerms;
  /** How much everyone may generate. */
  quota: QuotaRule;
  /** Who trains LoRAs; null where nobody does. */
  trainer: Trainer | null;
  /** Of photos to train from. */
  uploads: UploadLimits;
}

export interface Session {
  /** In its EIP-55 form. */
  walletAddress: string;
  /** True for the wallet of the operator. */
  isAdmin: boolean;
  /** When one has to sign in again. */
  expiresAt: string;
}

export interface SessionId {
  /** 32 hex digits. */
  id: string;
}

export interface SessionList {
  /** Newest first, 200 at most. */
  items: OpenSession[];
}

export interface SessionState {
  /** Null when nobody is signed in. */
  session: Session | null;
}

export interface Share {
  /** 32 hex digits. */
  id: string;
  /** What to send to others. */
  url: string;
  /** What it leads to: chosen images, a batch, a LoRA. */
  kind: ShareKind;
  /** As given; may be empty. */
  title: string;
  /** Of a shared LoRA; otherwise empty. */
  loraName: string;
  /** Of chosen images; otherwise null. */
  imageCount: number | null;
  /** True when it asks for a password. */
  hasPassword: boolean;
  /** True when it tells how images were made. */
  showsRecipe: boolean;
  /** True when it tells the wallet's address. */
  showsOwner: boolean;
  /** How often others have opened it. */
  openedCount: number;
  /** True when its time is over. */
  hasEnded: boolean;
  /** When it was made. */
  createdAt: string;
  /** When it ends; null: when it is revoked. */
  expiresAt: string | null;
}

export interface ShareId {
  /** 32 hex digits. */
  id: string;
}

export type ShareKind = 'images' | 'batch' | 'lora';

export interface ShareList {
  /** Newest first. */
  items: Share[];
}

export interface SharePass {
  /** Give it to shares.open instead of the password. */
  pass: string;
  /** Until then. */
  expiresAt: string;
}

export interface SharedImage {
  /** 32 hex digits. */
  id: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Base64; a blurred placeholder. */
  thumbhash: string;
  /** WebP, 384 pixels on the longer side; opens for a while. */
  thumbnailUrl: string;
  /** WebP, 768 pixels on the longer side; opens for a while. */
  previewUrl: string;
  /** The whole image; without a word about its making unless the recipe is shown. */
  fileUrl: string;
  /** How it was made; null unless the owner shows it. */
  recipe: SharedRecipe | null;
}

export interface SharedPage {
  /** True: shares.unlock first; all else is empty. */
  isLocked: boolean;
  /** Chosen images, a batch, a LoRA. */
  kind: ShareKind | null;
  /** As its owner gave it; may be empty. */
  title: string;
  /** Of a shared LoRA, or with the recipe; or null. */
  loraName: string | null;
  /** The wallet's address; null unless its owner shows it. */
  owner: string | null;
  /** Of all pages together. */
  imageCount: number;
  /** When the link ends; null if it does not. */
  expiresAt: string | null;
  /** Newest first. */
  items: SharedImage[];
  /** Of the next page; null at the end. */
  nextCursor: string | null;
}

export interface SharedRecipe {
  /** As written. */
  prompt: string;
  /** What the LoRA's owner calls it. */
  loraName: string;
  /** Its trigger words. */
  trigger: string;
  /** Its strength. */
  loraScale: number;
  /** Of this image alone. */
  seed: string;
  /** Steps of the sampler. */
  numInferenceSteps: number;
  /** How closely the prompt was followed. */
  guidanceScale: number;
  /** Who made it. */
  engine: string;
}

export interface SignInTerms {
  /** The authority that messages must name, if the page is not on one of its other names. */
  domain: string;
  /** Likewise the URI. */
  uri: string;
  /** Chains that messages may name. */
  chainIds: number[];
}

export interface SizePreset {
  /** What requests call it. */
  name: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

export interface Submitted {
  /** Accepted and durable. */
  batch: GenerationBatch;
}

export interface Tag {
  /** Lower case. */
  tag: string;
  /** Images that have it, the trash left out. */
  count: number;
}

export interface TagImagesInput {
  /** The caller's images, 32 hex digits each. */
  ids: string[];
  /** Tags to give: 1 to 40 characters, kept in lower case. */
  add?: string[];
  /** Tags to take away. */
  remove?: string[];
}

export interface TagList {
  /** Most used first. */
  items: Tag[];
}

export interface Trainer {
  /** What trainings call it. */
  id: string;
  /** What people call it. */
  title: string;
  /** What to expect of it. */
  note: string;
  /** False while it cannot work. */
  isAvailable: boolean;
  /** Why it cannot; empty when it can. */
  reason: string;
  /** Of the LoRAs it makes. */
  baseModel: string;
  /** US dollars; linear in steps. */
  usdPer1000Steps: number;
  /** Of a training. */
  minSteps: number;
  /** Of a training. */
  maxSteps: number;
  /** When a request gives none. */
  defaultSteps: number;
  /** Of a training. */
  minImages: number;
  /** Of a training. */
  maxImages: number;
}

export interface Training {
  /** 32 hex digits; the id of the LoRA that it makes. */
  id: string;
  /** What the LoRA is called. */
  name: string;
  /** The LoRA's trigger words. */
  trigger: string;
  /** Whose it is, if anyone's. */
  personId: number | null;
  /** Who trains it. */
  trainer: string;
  /** How far it is. */
  state: TrainingState;
  /** Why there is no LoRA, when it failed. */
  failure: GenerationFailure | null;
  /** Steps in all. */
  steps: number;
  /** Steps done, where the trainer tells. */
  stepsDone: number;
  /** Orders ahead at the trainer's, while it waits there. */
  queuePosition: number | null;
  /** Of a style, else of a person or thing. */
  isStyle: boolean;
  /** Whether the trainer looks for the subject. */
  createMasks: boolean;
  /** What it costs the operator, in US dollars. */
  priceUsd: number;
  /** In order; empty in lists. */
  images: TrainingImage[];
  /** When it was accepted. */
  createdAt: string;
  /** When the trainer had it. */
  startedAt: string | null;
  /** When it ended. */
  finishedAt: string | null;
}

export interface TrainingCount {
  /** How far they are. */
  state: string;
  /** Ordered in the period. */
  count: number;
  /** Of all of them. */
  priceMicrodollars: number;
}

export interface TrainingEvent {
  /** queued, running, progress, completed, failed or cancelled. */
  type: string;
  /** How far it is. */
  state: TrainingState;
  /** Orders ahead, while it waits. */
  position: number | null;
  /** Steps done. */
  step: number;
  /** Steps in all. */
  steps: number;
  /** Of failed: why. */
  failure: GenerationFailure | null;
}

export interface TrainingEventsInput {
  /** Of the training. */
  id: string;
  /** Go on after this event. */
  lastEventId?: string | null;
}

export interface TrainingIdInput {
  /** Of the training. */
  id: string;
}

export interface TrainingImage {
  /** The upload it is. */
  uploadId: string;
  /** What the trainer reads beside it; may be empty. */
  caption: string;
  /** The part that is used; null for all of it. */
  crop: CropSquare | null;
  /** Pixels; 0 when the photo has been removed. */
  width: number;
  /** Pixels; 0 when the photo has been removed. */
  height: number;
  /** Base64; a blurred placeholder. */
  thumbhash: string;
  /** WebP, 384 pixels on the longer side; null when the photo has been removed. */
  thumbnailUrl: string | null;
}

export interface TrainingPage {
  /** Newest first, without their images. */
  items: Training[];
  /** Pass as cursor for the next page; null at the end. */
  nextCursor: string | null;
}

export interface TrainingPictureInput {
  /** Of the upload. */
  id: string;
  /** What the trainer reads beside it; "[trigger]" stands for the trigger word. The one that came with the photo when left out. */
  caption?: string | null;
  /** The square that is used; all of it when left out. */
  crop?: CropSquare | null;
}

export type TrainingState = 'queued' | 'preparing' | 'submitting' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface UnlockShareInput {
  /** The end of the link. */
  token: string;
  /** As its owner told it. */
  password: string;
}

export interface UpdateLoraInput {
  /** Id or number. */
  id: string | number;
  /** What to call it. */
  name?: string | null;
  /** The trigger words that are added to prompts. */
  trigger?: string | null;
  /** LoRA scale when a request gives none. */
  defaultScale?: number | null;
  /** Who sees it. */
  visibility?: Visibility | null;
  /** Whose it is; 0 for nobody's. */
  personId?: number | null;
  /** An image made with it that is to stand for it; an empty text for none. */
  coverImageId?: string | null;
}

export interface UpdatePersonInput {
  /** Which person. */
  id: number;
  /** First name. */
  firstName?: string | null;
  /** Last name. */
  lastName?: string | null;
}

export interface Upload {
  /** 32 hex digits. */
  id: string;
  /** What its owner called the file. */
  name: string;
  /** Of the text beside it in an archive; may be empty. */
  caption: string;
  /** Pixels, upright. */
  width: number;
  /** Pixels, upright. */
  height: number;
  /** image/jpeg, image/png or image/webp. */
  contentType: string;
  /** Size of the file as it is kept. */
  byteCount: number;
  /** Of the file as it is kept, hex. */
  sha256: string;
  /** Opens the photo for a while. */
  signedUrl: string;
  /** WebP, 384 pixels on the longer side. */
  thumbnailUrl: string;
  /** WebP, 768 pixels on the longer side. */
  previewUrl: string;
  /** Base64; a blurred placeholder. */
  thumbhash: string;
  /** When it was taken in. */
  createdAt: string;
  /** When it goes, unless a training uses it. */
  expiresAt: string;
}

export interface UploadIdInput {
  /** Of the photo. */
  id: string;
}

export interface UploadLimits {
  /** Of one image. */
  maxImageBytes: number;
  /** Of a zip archive. */
  maxArchiveBytes: number;
  /** Of one request, unpacked. */
  maxImagesAtOnce: number;
  /** Pixels, of photos and crops. */
  minSide: number;
  /** Characters. */
  maxCaptionLength: number;
  /** Of photos that no training uses. */
  lifetimeHours: number;
}

export interface UploadPage {
  /** Newest first. */
  items: Upload[];
  /** Pass as cursor for the next page; null at the end. */
  nextCursor: string | null;
}

export interface UploadReceipt {
  /** The photos that were kept, in order. */
  items: Upload[];
  /** The files that were not. */
  refused: RefusedUpload[];
}

export interface UsageSums {
  /** Accepted in the period. */
  batches: number;
  /** Images asked for. */
  submitted: number;
  /** Of batches that have ended, as the next three. */
  kept: number;
  /** Images. */
  failed: number;
  /** Images. */
  blocked: number;
  /** Images. */
  cancelled: number;
  /** Where the engine said so. */
  imageMicrodollars: number;
  /** Ordered in the period. */
  trainings: number;
  /** Of completed ones. */
  trainingMicrodollars: number;
  /** Of both. */
  priceMicrodollars: number;
}

export interface VerifyInput {
  /** The EIP-4361 text, exactly as it was signed. */
  message: string;
  /** EIP-191: 0x and 130 hex digits. */
  signature: string;
}

export type Visibility = 'public' | 'link' | 'private';

export interface WalletUsage {
  /** In its EIP-55 form. */
  walletAddress: string;
  /** The last order of the period. */
  lastUsedAt: string;
  /** Accepted in the period. */
  batches: number;
  /** Images asked for. */
  submitted: number;
  /** Of batches that have ended, as the next three. */
  kept: number;
  /** Images. */
  failed: number;
  /** Images. */
  blocked: number;
  /** Images. */
  cancelled: number;
  /** Where the engine said so. */
  imageMicrodollars: number;
  /** Ordered in the period. */
  trainings: number;
  /** Of completed ones. */
  trainingMicrodollars: number;
  /** Of both. */
  priceMicrodollars: number;
}

export interface ZipLink {
  /** Gives the archive to whoever has it, for some hours. */
  url: string;
}

type Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: false };

export type AppRouter = TRPCBuiltRouter<
  Root,
  {
    admin: {
      /** Tells the operator how the server stands. */
      overview: Query<AdminPeriodInput | void, AdminOverview>;
      /** Lists what each wallet used and what it cost. */
      usage: Query<AdminUsageInput | void, AdminUsage>;
    };
    auth: {
      /** Gives a nonce for a sign-in message. */
      nonce: Mutation<void, Nonce>;
      /** Signs in with a signed EIP-4361 message; sets the session cookie. */
      verify: Mutation<VerifyInput, Session>;
      /** Tells who is signed in. */
      session: Query<void, SessionState>;
      /** Ends the session, on the server too. */
      logout: Mutation<void, SessionState>;
      /** Lists where the wallet is signed in. */
      sessions: Query<void, SessionList>;
      /** Signs out there. */
      endSession: Mutation<SessionId, SessionId>;
      /** Signs out everywhere else. */
      endOtherSessions: Mutation<void, EndedSessions>;
    };
    drafts: {
      /** Lists what the caller has written and not sent. */
      get: Query<ListDraftsInput | void, DraftList>;
      /** Keeps a draft unless a newer one is there; answers with the one that is kept. */
      put: Mutation<PutDraftInput, SavedDraft>;
    };
    generate: {
      /** Makes images, waits for them and answers with all. */
      images: Mutation<GenerateInput, Generated>;
      /** Accepts a batch of images to make, without waiting. */
      submit: Mutation<GenerateInput, Submitted>;
      /** Accepts a strength ladder: the same image at rising LoRA scales. */
      ladder: Mutation<LadderInput, Submitted>;
      /** Shows how a batch stands. */
      batch: Query<BatchIdInput, GenerationBatch>;
      /** Lists the caller's batches that are not done. */
      active: Query<ActiveInput | void, BatchList>;
      /** Tells what happens to a batch as it happens. */
      events: Subscription<GenerationEventsInput, GenerationEvent>;
      /** Stops a batch; what was made stays. */
      cancel: Mutation<BatchIdInput, GenerationBatch>;
      /** Lists all images made with a LoRA. */
      listByLora: Query<ListByLoraInput, LoraGallery>;
      /** Tells how many generations are left and when the next one returns. */
      remaining: Query<void, Remaining>;
      /** Lists one's own past prompts. */
      promptHistory: Query<PromptHistoryInput | void, PromptHistory>;
    };
    images: {
      /** Lists the images of one of the caller's people. */
      byUser: Query<ImagesByUserInput, ImagesByUser>;
      /** Lists the caller's own images. */
      list: Query<ListImagesInput | void, ImagePage>;
      /** Lists all of the caller's own images in compact form. */
      index: Query<ImageFilterInput | void, ImageIndex>;
      /** Shows some of the caller's own images. */
      byIds: Query<ImagesByIdsInput, ImageItems>;
      /** Shows an image with all that made it. */
      byId: Query<ImageIdInput, ImageDetail>;
      /** Takes in an image that another program made, with its recipe. */
      import: Mutation<ImportImageInput | void, ImportedImage>;
      /** Makes images favourites, or no longer. */
      favorite: Mutation<FavoriteImagesInput, ChangedImages>;
      /** Gives images stars. */
      rate: Mutation<RateImagesInput, ChangedImages>;
      /** Gives images tags and takes tags away. */
      tag: Mutation<TagImagesInput, ChangedImages>;
      /** Puts images into the trash for 30 days. */
      trash: Mutation<ImageIdsInput, ChangedImages>;
      /** Takes images out of the trash. */
      restore: Mutation<ImageIdsInput, ChangedImages>;
      /** Removes images that are in the trash for good. */
      remove: Mutation<ImageIdsInput, ChangedImages>;
      /** Removes all that is in the caller's trash for good. */
      emptyTrash: Mutation<void, ChangedImages>;
    };
    loras: {
      /** Lists the LoRAs one may see. */
      list: Query<ListLorasInput | void, LoraPage>;
      /** Shows a LoRA with the facts of its file. */
      byId: Query<LoraIdInput, LoraDetail>;
      /** Takes in a .safetensors file as a LoRA. */
      import: Mutation<ImportLoraInput | void, LoraDetail>;
      /** Changes a LoRA's labels, default scale, visibility or cover. */
      update: Mutation<UpdateLoraInput, LoraDetail>;
      /** Removes a LoRA; the images made with it stay with their makers. */
      remove: Mutation<LoraIdInput, RemovedLora>;
    };
    models: {
      /** Lists a person's LoRAs for a menu. */
      list: Query<ListModelsInput | void, LoraModel[]>;
    };
    people: {
      /** Lists the wallet's people. */
      list: Query<void, PersonList>;
      /** Adds a person. */
      create: Mutation<CreatePersonInput, Person>;
      /** Renames a person. */
      update: Mutation<UpdatePersonInput, Person>;
      /** Removes a person; LoRAs and images stay. */
      remove: Mutation<PersonId, PersonId>;
    };
    searches: {
      /** Lists the caller's saved searches. */
      list: Query<void, SavedSearchList>;
      /** Saves a search under a name. */
      create: Mutation<CreateSearchInput, SavedSearch>;
      /** Forgets a saved search. */
      remove: Mutation<SavedSearchId, SavedSearchId>;
    };
    server: {
      /** Tells version, engines, limits and defaults. */
      info: Query<void, ServerInfo>;
    };
    shares: {
      /** Makes a link by which others see images, a batch or a LoRA's images. */
      create: Mutation<CreateShareInput | void, Share>;
      /** Lists the wallet's links. */
      list: Query<void, ShareList>;
      /** Ends a link. */
      revoke: Mutation<ShareId, ShareId>;
      /** Shows what a link leads to, page by page. */
      open: Query<OpenShareInput, SharedPage>;
      /** Gives a pass for the password of a link. */
      unlock: Mutation<UnlockShareInput, SharePass>;
    };
    tags: {
      /** Lists the caller's tags. */
      list: Query<void, TagList>;
    };
    tokens: {
      /** Makes an API key. It is shown this once. */
      create: Mutation<CreateTokenInput, CreatedApiKey>;
      /** Lists the wallet's API keys. */
      list: Query<void, ApiKeyList>;
      /** Ends an API key. */
      revoke: Mutation<ApiKeyId, ApiKeyId>;
    };
    training: {
      /** Orders the training of a LoRA from uploaded photos. */
      create: Mutation<CreateTrainingInput, Training>;
      /** Lists the caller's trainings. */
      list: Query<ListTrainingsInput | void, TrainingPage>;
      /** Shows how a training stands. */
      byId: Query<TrainingIdInput, Training>;
      /** Stops a training. */
      cancel: Mutation<TrainingIdInput, Training>;
      /** Tells what happens to a training as it happens. */
      events: Subscription<TrainingEventsInput, TrainingEvent>;
    };
    uploads: {
      /** Takes in photos to train from: images, and zip archives of images. */
      create: Mutation<CreateUploadsInput | void, UploadReceipt>;
      /** Lists the caller's photos. */
      list: Query<ListUploadsInput | void, UploadPage>;
      /** Removes a photo that no open training uses. */
      remove: Mutation<UploadIdInput, RemovedUpload>;
    };
    zips: {
      /** Makes a link to a zip archive of up to 10,000 images. */
      create: Mutation<CreateZipInput, ZipLink>;
    };
  }
>;
