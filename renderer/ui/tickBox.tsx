import classes from './tickBox.module.css';

/** The box of a `Checkbox`, right inside of it. */
export function TickBox() {
  return <span className={classes['box']} aria-hidden />;
}
