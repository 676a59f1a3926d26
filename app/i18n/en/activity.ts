const activity = {};

export default activity;
