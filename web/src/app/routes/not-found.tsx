import { buttonStyle } from '@/components/ui/button-style';
import { Empty } from '@/components/ui/empty';
import { usePageTitle } from '@/lib/title';
import { Link } from '@tanstack/react-router';

export function NotFound() {
  usePageTitle('Not found');
  return (
    <Empty
      icon="info"
      title="There is nothing here"
      action={
        <Link to="/loras" className={buttonStyle({ tone: 'ink' })}>
          To the LoRAs
        </Link>
      }
    >
      The address may be mistyped, or what it led to has been removed.
    </Empty>
  );
}
