const facility = {};

export default facility;
