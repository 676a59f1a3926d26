const report = {};

export default report;
