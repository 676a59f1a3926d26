const inventory = {};

export default inventory;
