export { default as ActivityStage, type StageProps } from "./ActivityStage";
