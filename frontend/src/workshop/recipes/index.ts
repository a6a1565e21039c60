export { RecipeLibrary } from "./RecipeLibrary";
