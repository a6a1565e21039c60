export { BreakoutsPlanner } from "./BreakoutsPlanner";
