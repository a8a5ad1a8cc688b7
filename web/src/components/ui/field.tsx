import { cx } from '@/lib/class-names';
import { useId, type ComponentProps, type ReactNode } from 'react';

export const inputStyle =
  'w-full rounded-control bg-surface px-3 py-2 text-field text-ink ring-1 ring-inset ring-line-strong/60 hover:ring-line-strong aria-invalid:ring-2 aria-invalid:ring-danger';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string | undefined;
  children: (control: {
    id: string;
    'aria-describedby': string;
    'aria-invalid': boolean;
  }) => ReactNode;
}

/** A control with its label, and below it either what to know about it or what is wrong with it. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-small font-semibold">
        {label}
      </label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': Boolean(error) })}
      <p
        id={noteId}
        className={cx('text-small empty:hidden', error ? 'text-danger' : 'text-muted')}
      >
        {error ?? hint}
      </p>
    </div>
  );
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'children'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

export function TextField({ label, hint, error, className, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <input type="text" className={inputStyle} {...control} {...input} />}
    </Field>
  );
}

interface SelectFieldProps extends ComponentProps<'select'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

export function SelectField({
  label,
  hint,
  error,
  className,
  children,
  ...select
}: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => (
        <select className={cx(inputStyle, 'min-h-10 pr-8')} {...control} {...select}>
          {children}
        </select>
      )}
    </Field>
  );
}
