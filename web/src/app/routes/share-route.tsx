import { Logo } from '@/components/logo';
import { ToastOutlet } from '@/components/ui/toast-outlet';
import { SharedView } from '@/features/shares/components/shared-view';
import { t } from '@/i18n';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';

const route = getRouteApi('/s/$token');

/** What strangers see: pictures, and nothing of the studio around them. */
export function ShareRoute() {
  const { token } = route.useParams();
  const { picture } = route.useSearch();
  const navigate = useNavigate();
  const router = useRouter();

  const show = (id: string, isStep: boolean) =>
    void navigate({
      to: '/s/$token',
      params: { token },
      search: { picture: id },
      state: (current) => ({ ...current, isOverlay: isStep ? current.isOverlay === true : true }),
      replace: isStep,
      resetScroll: false,
    });
  const close = () => {
    if (router.state.location.state.isOverlay) {
      router.history.back();
      return;
    }
    void navigate({
      to: '/s/$token',
      params: { token },
      search: {},
      replace: true,
      resetScroll: false,
    });
  };

  return (
    <div className="flex min-h-dvh flex-col">
      <main className="mx-auto w-full max-w-[90rem] flex-1 px-3 pt-8 sm:px-6 sm:pt-14 lg:px-10">
        <SharedView
          key={token}
          token={token}
          pictureId={picture}
          onOpen={(id) => show(id, false)}
          onStep={(id) => show(id, true)}
          onClose={close}
        />
      </main>
      <footer className="flex justify-center px-4 pt-14 pb-10">
        <a
          href="/"
          className="flex touch-target items-center gap-2.5 rounded-control px-3 py-2 text-small font-semibold text-muted hover:text-ink"
        >
          <Logo className="h-4 w-5.5" />
          {t('shares:footer')}
        </a>
      </footer>
      <ToastOutlet />
    </div>
  );
}
