import type {
  Engine,
  GeneratedImage,
  GenerationBatch,
  GenerationSettings,
  ImageDetail,
  ImageIndex,
  Lora,
  LoraDetail,
  Person,
  Remaining,
  ServerInfo,
  Session,
  Share,
  SharedImage,
  SharedPage,
  Training,
  Upload,
} from '@/api/router';

const kDay = '2026-03-01T12:00:00.000Z';

export const session: Session = {
  walletAddress: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  isAdmin: false,
  expiresAt: '2026-03-08T12:00:00.000Z',
};

const kDefaults = {
  numImages: 4,
  width: 1024,
  height: 1024,
  numInferenceSteps: 28,
  guidanceScale: 3.5,
  loraScale: 1,
  outputFormat: 'jpeg' as const,
  enableSafetyChecker: true,
};

export const info: ServerInfo = {
  name: 'Likeness',
  version: '0.1.0',
  engines: [
    {
      id: 'paperflux',
      title: 'PaperFlux',
      note: 'A small engine that draws paper-cut scenes.',
      isDefault: true,
      isAvailable: true,
      reason: '',
      baseModels: ['paperflux-1'],
      minSide: 256,
      maxSide: 1536,
      reportsSteps: true,
      maxLoras: 4,
      expectedSeconds: null,
      priceMicrodollars: null,
    },
  ],
  fallsBack: false,
  limits: {
    maxImages: 4,
    minSide: 256,
    maxSide: 1536,
    maxSteps: 50,
    minGuidance: 0,
    maxGuidance: 20,
    maxLoraScale: 2,
    maxPromptLength: 2000,
    maxLoraBytes: 1e9,
  },
  defaults: kDefaults,
  sizePresets: [
    { name: 'square_hd', width: 1024, height: 1024 },
    { name: 'portrait_4_3', width: 768, height: 1024 },
    { name: 'landscape_4_3', width: 1024, height: 768 },
  ],
  signIn: { domain: 'likeness.test', uri: 'http://likeness.test', chainIds: [1, 137] },
  quota: { limit: 8, windowHours: 24, unlimited: false },
  trainer: {
    id: 'fal',
    title: 'fal.ai',
    note: 'Some minutes.',
    isAvailable: true,
    reason: '',
    baseModel: 'flux.1',
    usdPer1000Steps: 2,
    minSteps: 1,
    maxSteps: 10_000,
    defaultSteps: 1000,
    minImages: 4,
    maxImages: 100,
  },
  uploads: {
    maxImageBytes: 3e7,
    maxArchiveBytes: 5e8,
    maxImagesAtOnce: 200,
    minSide: 256,
    maxCaptionLength: 1000,
    lifetimeHours: 168,
  },
};

/** One of two that take FLUX.1; `server.info` with them: `{ ...info, engines: [makeEngine(), ...] }`. */
export function makeEngine(changes: Partial<Engine> = {}): Engine {
  return {
    id: 'fal',
    title: 'fal.ai',
    note: 'FLUX.1 on the GPUs of fal.ai.',
    isDefault: true,
    isAvailable: true,
    reason: '',
    baseModels: ['flux.1'],
    minSide: 256,
    maxSide: 1536,
    reportsSteps: false,
    maxLoras: 4,
    expectedSeconds: null,
    priceMicrodollars: null,
    ...changes,
  };
}

export const plenty: Remaining = {
  remaining: 8,
  limit: 8,
  windowHours: 24,
  unlimited: false,
  nextAt: null,
  returns: [],
};

export function makeLora(changes: Partial<LoraDetail> = {}): LoraDetail {
  return {
    id: 'a'.repeat(32),
    number: 1,
    personId: null,
    firstName: '',
    lastName: '',
    name: 'Linocut',
    trigger: 'lnct',
    status: 'completed',
    source: 'import',
    visibility: 'public',
    coverImage: null,
    imageCount: 0,
    defaultScale: 0.8,
    baseModel: 'paperflux-1',
    canGenerate: true,
    isMine: false,
    createdAt: kDay,
    keyFamily: 'paperflux',
    rank: 8,
    alpha: 8,
    parameterCount: 12_000,
    fileBytes: 48_000,
    sha256: 'b'.repeat(64),
    details: {},
    warnings: [],
    examplePrompts: ['a lighthouse at night', 'a fox in the forest'],
    ...changes,
  };
}

/** As the list has it. */
export function makeRow(changes: Partial<Lora> = {}): Lora {
  return makeLora(changes);
}

export function makeImage(index: number, changes: Partial<GeneratedImage> = {}): GeneratedImage {
  const id = `${index + 1}`.padStart(32, '0');
  return {
    id,
    loraTrainingId: 'a'.repeat(32),
    batchId: 'c'.repeat(32),
    index,
    prompt: 'three pumpkins',
    seed: `${100 + index}`,
    width: 1024,
    height: 1024,
    contentType: 'image/jpeg',
    byteCount: 90_000,
    bucket: 'generated',
    path: `${id}.jpg`,
    fullUrl: `http://likeness.test/objects/${id}.jpg`,
    signedUrl: `http://likeness.test/objects/${id}.jpg?signed`,
    thumbnailUrl: `http://likeness.test/objects/${id}-384.webp`,
    previewUrl: `http://likeness.test/objects/${id}-768.webp`,
    thumbhash: '',
    engine: 'paperflux',
    createdAt: kDay,
    favorite: false,
    rating: 0,
    tags: [],
    trashedAt: null,
    loraScale: 0.8,
    ...changes,
  };
}

/** The compact list of images, as `images.index` answers it. */
export function makeIndex(images: readonly GeneratedImage[]): ImageIndex {
  const bytes = images.flatMap(({ id }) =>
    Array.from({ length: 16 }, (_, at) => parseInt(id.slice(2 * at, 2 * at + 2), 16)),
  );
  const batches: number[] = [];
  images.forEach((image, at) => {
    if (images[at - 1]?.batchId === image.batchId) {
      batches[batches.length - 1] = (batches.at(-1) ?? 0) + 1;
    } else {
      batches.push(1);
    }
  });
  const months = new Map<string, number>();
  images.forEach(({ createdAt }) => {
    const month = createdAt.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + 1);
  });
  return {
    total: images.length,
    ids: btoa(String.fromCharCode(...bytes)),
    shapes: images.map(({ width, height }) => [width, height, 1]),
    batches,
    months: [...months],
  };
}

export function makeDetail(image: GeneratedImage, changes: Partial<ImageDetail> = {}): ImageDetail {
  const lora = {
    id: image.loraTrainingId,
    number: 1,
    name: 'Linocut',
    trigger: 'lnct',
    sha256: 'b'.repeat(64),
    baseModel: 'paperflux-1',
    scale: image.loraScale,
  };
  return {
    ...image,
    sha256: 'd'.repeat(64),
    isMine: true,
    priceMicrodollars: null,
    recipe: {
      prompt: image.prompt,
      finalPrompt: `${image.prompt} in the style of lnct`,
      seed: image.seed,
      settings: makeSettings(),
      engine: 'paperflux',
      lora,
      loras: [lora],
    },
    origin: null,
    ...changes,
  };
}

export function makeSettings(changes: Partial<GenerationSettings> = {}): GenerationSettings {
  const { width, height, numInferenceSteps, guidanceScale, outputFormat, enableSafetyChecker } =
    kDefaults;
  return {
    width,
    height,
    numInferenceSteps,
    guidanceScale,
    outputFormat,
    enableSafetyChecker,
    loraScale: 0.8,
    ...changes,
  };
}

export function makeBatch(changes: Partial<GenerationBatch> = {}): GenerationBatch {
  const numImages = changes.numImages ?? 4;
  return {
    id: 'c'.repeat(32),
    loraTrainingId: 'a'.repeat(32),
    personId: null,
    prompt: 'three pumpkins',
    finalPrompt: 'three pumpkins in the style of lnct',
    settings: makeSettings(),
    seed: '100',
    numImages,
    engine: 'paperflux',
    state: 'queued',
    failure: null,
    jobs: Array.from({ length: numImages }, (_, index) => ({
      index,
      seed: `${100 + index}`,
      state: 'queued' as const,
      imageId: null,
      failure: null,
      loraScale: changes.settings?.loraScale ?? 0.8,
    })),
    images: [],
    loras: [],
    createdAt: kDay,
    startedAt: null,
    finishedAt: null,
    position: null,
    expectedSeconds: null,
    ...changes,
  };
}

export function makeUpload(index: number, changes: Partial<Upload> = {}): Upload {
  const id = `${index + 1}`.padStart(32, 'e');
  return {
    id,
    name: `photo-${index + 1}.jpg`,
    caption: '',
    width: 1200,
    height: 800,
    contentType: 'image/jpeg',
    byteCount: 300_000,
    sha256: 'd'.repeat(64),
    signedUrl: `http://likeness.test/objects/${id}.jpg?signed`,
    thumbnailUrl: `http://likeness.test/objects/${id}-384.webp`,
    previewUrl: `http://likeness.test/objects/${id}-768.webp`,
    thumbhash: '',
    createdAt: kDay,
    expiresAt: kDay,
    ...changes,
  };
}

export function makeTraining(changes: Partial<Training> = {}): Training {
  return {
    id: 'f'.repeat(32),
    name: 'Ada',
    trigger: 'adalv',
    personId: null,
    trainer: 'fal',
    state: 'queued',
    failure: null,
    steps: 1000,
    stepsDone: 0,
    queuePosition: null,
    isStyle: false,
    createMasks: true,
    priceUsd: 2,
    images: [0, 1, 2, 3].map((index) => {
      const { id, width, height, thumbhash, thumbnailUrl } = makeUpload(index);
      return { uploadId: id, caption: '', crop: null, width, height, thumbhash, thumbnailUrl };
    }),
    createdAt: kDay,
    startedAt: null,
    finishedAt: null,
    ...changes,
  };
}

export function makePerson(changes: Partial<Person> = {}): Person {
  return {
    id: 1,
    firstName: 'Ada',
    lastName: 'Lovelace',
    loraCount: 0,
    imageCount: 0,
    avatar: null,
    ...changes,
  };
}

export function makeShare(changes: Partial<Share> = {}): Share {
  return {
    id: '7'.repeat(32),
    url: `http://likeness.test/s/${'t'.repeat(32)}`,
    kind: 'images',
    title: '',
    loraName: '',
    imageCount: 1,
    hasPassword: false,
    showsRecipe: false,
    showsOwner: false,
    openedCount: 0,
    hasEnded: false,
    createdAt: kDay,
    expiresAt: '2027-03-01T12:00:00Z',
    ...changes,
  };
}

export function makeSharedImage(index: number, changes: Partial<SharedImage> = {}): SharedImage {
  const id = `${index + 1}`.padStart(32, 'c');
  return {
    id,
    width: 1024,
    height: 768,
    thumbhash: '',
    thumbnailUrl: `http://likeness.test/objects/${id}-384.webp`,
    previewUrl: `http://likeness.test/objects/${id}-768.webp`,
    fileUrl: `http://likeness.test/s/token/files/${id}`,
    recipe: null,
    ...changes,
  };
}

export function makeSharedPage(changes: Partial<SharedPage> = {}): SharedPage {
  return {
    isLocked: false,
    kind: 'images',
    title: '',
    loraName: null,
    owner: null,
    imageCount: changes.items?.length ?? 0,
    expiresAt: null,
    items: [],
    nextCursor: null,
    ...changes,
  };
}
