const marketing = {};

export default marketing;
