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

export interface ActiveInput {
  /** active, the only list there is. */
  state?: string | null;
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
}

export interface CreatePersonInput {
  /** First name. */
  firstName: string;
  /** Last name. */
  lastName?: string;
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
  /** Has a heart. */
  favorite: boolean;
  /** Stars, 1 to 5; 0 without. */
  rating: number;
  /** Lower case, sorted. */
  tags: string[];
  /** When it was put in the trash; null when it is not there. */
  trashedAt: string | null;
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
  /** How the images are made. */
  settings: GenerationSettings;
  /** Of the first image; each further one has one more. */
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
  /** Of the file, hex. */
  sha256: string;
  /** True when the caller made it. */
  isMine: boolean;
  /** All that made it. */
  recipe: Recipe;
  /** Has a heart. */
  favorite: boolean;
  /** Stars, 1 to 5; 0 without. */
  rating: number;
  /** Lower case, sorted. */
  tags: string[];
  /** When it was put in the trash; null when it is not there. */
  trashedAt: string | null;
  /** What the engine took for it, in millionths of a dollar; null when it is not known. */
  priceMicrodollars: number | null;
}

export interface ImageIdsInput {
  ids: string[];
}

export interface FavoriteImagesInput {
  ids: string[];
  favorite: boolean;
}

export interface RateImagesInput {
  ids: string[];
  rating: number;
}

export interface TagImagesInput {
  ids: string[];
  add?: string[];
  remove?: string[];
}

export interface ChangedImages {
  changed: number;
}

export interface TagCount {
  tag: string;
  count: number;
}

export interface TagList {
  items: TagCount[];
}

export interface ImagesByIds {
  items: GeneratedImage[];
}

export interface ImageIdInput {
  /** 32 hex digits. */
  id: string;
}

export interface ImagePage {
  /** Newest first. */
  items: GeneratedImage[];
  /** Pass as cursor for the next page; null at the end. */
  nextCursor: string | null;
}

export type ImageSize = 'square_hd' | 'square' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9' | { width: number; height: number };

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

export type JobState = 'queued' | 'submitting' | 'running' | 'completed' | 'failed' | 'blocked' | 'cancelled';

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

export interface ImageFilterInput {
  /** Only images made with this LoRA; id or number. */
  loraTrainingId?: string | number | null;
  /** Only images of this person's gallery. */
  personId?: number | null;
  /** Only images of this batch. */
  batchId?: string | null;
  /** The written language. */
  q?: string | null;
}

export interface ImageIndex {
  /** How many in all. */
  total: number;
  /** Base64 of 16 bytes an image, newest first. */
  ids: string;
  /** Run lengths: width, height, how many. */
  shapes: number[][];
  /** Run lengths of neighbours of one batch. */
  batches: number[];
  /** Months and how many images each has, newest first. */
  months: [string, number][];
}

export interface SavedSearch {
  id: string;
  name: string;
  query: string;
}

export interface ListImagesInput {
  /** Only images made with this LoRA; id or number. */
  loraTrainingId?: string | number | null;
  /** Only images of this person's gallery. */
  personId?: number | null;
  /** Only images of this batch. */
  batchId?: string | null;
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

export type LoraStatus = 'queued' | 'training' | 'completed' | 'failed' | 'cancelled';

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
}

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

export interface ServerInfo {
  /** Likeness. */
  name: string;
  /** Of the program. */
  version: string;
  /** The default first. */
  engines: Engine[];
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

export interface SessionState {
  /** Null when nobody is signed in. */
  session: Session | null;
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
  /** An image made with it that is to stand for it. */
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

export interface VerifyInput {
  /** The EIP-4361 text, exactly as it was signed. */
  message: string;
  /** EIP-191: 0x and 130 hex digits. */
  signature: string;
}

export type Visibility = 'public' | 'link' | 'private';

type Root = { ctx: object; meta: object; errorShape: ErrorShape; transformer: false };

export type AppRouter = TRPCBuiltRouter<
  Root,
  {
    auth: {
      /** Gives a nonce for a sign-in message. */
      nonce: Mutation<void, Nonce>;
      /** Signs in with a signed EIP-4361 message; sets the session cookie. */
      verify: Mutation<VerifyInput, Session>;
      /** Tells who is signed in. */
      session: Query<void, SessionState>;
      /** Ends the session, on the server too. */
      logout: Mutation<void, SessionState>;
    };
    generate: {
      /** Makes images, waits for them and answers with all. */
      images: Mutation<GenerateInput, Generated>;
      /** Accepts a batch of images to make, without waiting. */
      submit: Mutation<GenerateInput, Submitted>;
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
      /** Shows an image with all that made it. */
      byId: Query<ImageIdInput, ImageDetail>;
      byIds: Query<ImageIdsInput, ImagesByIds>;
      favorite: Mutation<FavoriteImagesInput, ChangedImages>;
      rate: Mutation<RateImagesInput, ChangedImages>;
      tag: Mutation<TagImagesInput, ChangedImages>;
      trash: Mutation<ImageIdsInput, ChangedImages>;
      restore: Mutation<ImageIdsInput, ChangedImages>;
      index: Query<ImageFilterInput | void, ImageIndex>;
      remove: Mutation<ImageIdsInput, ChangedImages>;
      emptyTrash: Mutation<object, ChangedImages>;
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
    server: {
      /** Tells version, engines, limits and defaults. */
      info: Query<void, ServerInfo>;
    };
    searches: {
      list: Query<void, { items: SavedSearch[] }>;
      create: Mutation<{ name: string; query: string }, SavedSearch>;
      remove: Mutation<{ id: string }, { id: string }>;
    };
    tags: {
      /** Lists one's own tags, most used first. */
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
  }
>;
